package io.github.reel4j;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Words for orders that something of ours, or of the machine, broke off. */
final class TrackingFailures {

    private TrackingFailures() {}

    /** The order was answered; what is known of it stays known. */
    static VideoFailure notTracked(Either<VideoFailure, TaskRef> result, Throwable problem) {
        return result.fold(
                failure -> failure,
                task -> VideoFailure.builder()
                        .kind(FailureKind.DEFECT)
                        .message("the vendor has accepted the order and will bill it, but it could not be followed: "
                                + ExceptionName.of(problem)
                                + "\n  Keep this reference, it is the only way to the video: "
                                + task
                                + "\n  Go on with: reel resume " + task)
                        .task(task)
                        .build());
    }

    /** The order was not sent. */
    static VideoFailure notSent(Throwable problem) {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the order could not be made ready: " + ExceptionName.of(problem)
                        + ". Nothing was ordered, nothing was billed.");
    }
}
