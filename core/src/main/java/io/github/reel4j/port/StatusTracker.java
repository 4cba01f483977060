package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Polls the status of tasks at one vendor. Polling is free and repeatable. Implementations are thread-safe. */
public interface StatusTracker {

    /**
     * Polls the status of {@code task} once. Never throws.
     *
     * @return the status; or a failure if the status could not be determined, which says nothing about the task. A task
     *     that failed at the vendor is a {@link TaskStatus.Failed} status, and one that was cancelled there a {@link
     *     TaskStatus.Cancelled} status. {@link FailureKind#TASK_NOT_FOUND} requires
     *     the documented response of the vendor; an error page of a proxy is {@link FailureKind#UNAVAILABLE}. Core ends
     *     a wait only after repeated {@code TASK_NOT_FOUND}. A success without a video URL is
     *     {@link FailureKind#NO_RESULT}
     * @implSpec RC-301 to RC-313, RC-315 to RC-318 and RC-805 of the provider contract, RC-501, RC-502 and RC-504
     */
    Either<VideoFailure, TaskStatus> status(TaskRef task);
}
