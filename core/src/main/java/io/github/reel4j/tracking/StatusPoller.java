package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;

/**
 * Polls a task's status once, and reports the result to the {@link RequestDispatcher}, which adjusts its pace.
 *
 * @param port the provider's status call
 * @param dispatcher the dispatcher of all requests to that vendor
 */
record StatusPoller(StatusTracker port, RequestDispatcher dispatcher) {

    private static final SafeLog LOG = SafeLog.of(StatusPoller.class);

    /** Polls once, and adjusts the dispatcher's pace to the result. The caller holds the permit. */
    Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return dispatcher
                .observe(port.status(task))
                .peekLeft(failure -> LOG.debug("poll of {} failed: {}", task, failure.kind()));
    }
}
