package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;

/** Reads the task that the user names. */
final class TaskArgument {

    private TaskArgument() {}

    /** @throws CliException with what is wrong with it */
    static TaskRef parse(CliContext context, String text) {
        try {
            TaskRef task = TaskRef.parse(text);
            context.report().task(task);
            context.report()
                    .put("provider", task.provider().value())
                    .put("operation", task.operation().id());
            return task;
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
