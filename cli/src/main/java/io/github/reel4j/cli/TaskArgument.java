package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;

/** Reads the task that the user names. */
final class TaskArgument {

    private TaskArgument() {}

    /** @throws RefusedException with what is wrong with it */
    static TaskRef parse(Session session, String text) {
        try {
            TaskRef task = TaskRef.parse(text);
            session.report().task(task);
            session.report()
                    .put("provider", task.provider().value())
                    .put("operation", task.operation().word());
            return task;
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
