package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** What orders of this process have become, the latest 10,000, so that one task is not taken for two orders. Thread-safe. */
final class DuplicateTaskGuard {

    private static final int MAX_TASKS = 10_000;

    private final int maxTasks;
    private final Set<TaskKey> names = new HashSet<>();
    private final Deque<TaskKey> byAge = new ArrayDeque<>();

    DuplicateTaskGuard() {
        this(MAX_TASKS);
    }

    DuplicateTaskGuard(int max) {
        this.maxTasks = max;
    }

    /** The same task, unless an earlier order has become it: then the fate of this order is unknown. */
    synchronized Either<VideoFailure, TaskRef> claim(TaskRef task) {
        TaskKey name = task.key();
        if (!names.add(name)) {
            return Either.left(VideoFailure.of(
                    FailureKind.SUBMISSION_UNKNOWN,
                    task.provider() + " answered the order with the id of an earlier order's task, " + task
                            + ": one of the two has no task of its own. The vendor may have accepted and billed both, so"
                            + " nothing was sent again.\n  Look at the vendor's console before ordering again."));
        }
        byAge.add(name);
        if (byAge.size() > maxTasks) {
            names.remove(byAge.remove());
        }
        return Either.right(task);
    }
}
