package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskName;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** What orders of this process have become, the latest 10,000, so that one task is not taken for two orders. Thread-safe. */
final class AcceptedTasks {

    private static final int MOST = 10_000;

    private final int most;
    private final Set<TaskName> names = new HashSet<>();
    private final Deque<TaskName> byAge = new ArrayDeque<>();

    AcceptedTasks() {
        this(MOST);
    }

    AcceptedTasks(int most) {
        this.most = most;
    }

    /** The same task, unless an earlier order has become it: then the fate of this order is unknown. */
    synchronized Either<VideoFailure, TaskRef> own(TaskRef task) {
        TaskName name = task.name();
        if (!names.add(name)) {
            return Either.left(VideoFailure.of(
                    FailureKind.SUBMISSION_UNKNOWN,
                    task.provider() + " answered the order with the id of an earlier order's task, " + task
                            + ": one of the two has no task of its own. The vendor may have accepted and billed both, so"
                            + " nothing was sent again.\n  Look at the vendor's console before ordering again."));
        }
        byAge.add(name);
        if (byAge.size() > most) {
            names.remove(byAge.remove());
        }
        return Either.right(task);
    }
}
