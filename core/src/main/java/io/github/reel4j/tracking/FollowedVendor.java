package io.github.reel4j.tracking;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;

/**
 * Where a task's status is asked.
 *
 * @param lane all calls to that vendor
 */
public record FollowedVendor(StatusTracker port, Lane lane) {

    private static final GuardedLog LOG = GuardedLog.of(FollowedVendor.class);

    /** Asks once; how the vendor fares shows in its lane. */
    Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return lane.hear(port.status(task))
                .peekLeft(trouble -> LOG.debug("poll of {} failed: {}", task, trouble.kind()));
    }
}
