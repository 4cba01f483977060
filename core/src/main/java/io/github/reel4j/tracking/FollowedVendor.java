package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a task's status is asked.
 *
 * @param lane all calls to that vendor
 */
public record FollowedVendor(StatusTracker port, Lane lane) {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedVendor.class);

    /** Asks once; how the vendor fares shows in its lane. */
    Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return port.status(task).peek(status -> lane.answered()).peekLeft(trouble -> {
            LOG.debug("poll of {} failed: {}", task, trouble.kind());
            if (trouble.kind() == FailureKind.RATE_LIMITED
                    || trouble.retryAfter().isPresent()) {
                lane.slowDown(trouble.retryAfter());
            }
        });
    }
}
