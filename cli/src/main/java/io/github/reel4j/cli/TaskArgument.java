package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;

/** Parses the task reference of a command line. */
final class TaskArgument {

    private TaskArgument() {}

    /** @throws CliException if {@code text} is not a task reference */
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
