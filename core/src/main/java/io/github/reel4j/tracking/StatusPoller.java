package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;

/**
 * Where a task's status is asked.
 *
 * @param dispatcher all calls to that vendor
 */
public record StatusPoller(StatusTracker port, RequestDispatcher dispatcher) {

    private static final SafeLog LOG = SafeLog.of(StatusPoller.class);

    /** Asks once; how the vendor fares shows in its lane. */
    Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return dispatcher
                .hear(port.status(task))
                .peekLeft(failure -> LOG.debug("poll of {} failed: {}", task, failure.kind()));
    }
}
