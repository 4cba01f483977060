package io.github.reel4j.submission;

import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers the tasks of the latest 10,000 orders of this client, so that no task is taken for two orders. Thread-safe.
 */
final class DuplicateTaskGuard {

    private static final int MAX_TASKS = 10_000;

    private final int maxTasks;
    private final Set<TaskKey> keys = new HashSet<>();
    private final Deque<TaskKey> byAge = new ArrayDeque<>();

    DuplicateTaskGuard() {
        this(MAX_TASKS);
    }

    DuplicateTaskGuard(int maxTasks) {
        this.maxTasks = maxTasks;
    }

    /** Returns the task; or, if an earlier order has it, a failure: the outcome of this order is unknown then. */
    synchronized Either<VideoFailure, TaskRef> claim(TaskRef task) {
        TaskKey key = task.key();
        if (!keys.add(key)) {
            return Either.left(SubmissionFailures.duplicateTask(task));
        }
        byAge.add(key);
        if (byAge.size() > maxTasks) {
            keys.remove(byAge.remove());
        }
        return Either.right(task);
    }
}
