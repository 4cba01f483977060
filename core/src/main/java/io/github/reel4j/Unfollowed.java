package io.github.reel4j;

import io.github.reel4j.guard.ThrownName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Words for orders that something of ours, or of the machine, broke off. */
final class Unfollowed {

    private Unfollowed() {}

    /** The order was answered; what is known of it stays known. */
    static VideoFailure because(Either<VideoFailure, TaskRef> answer, Throwable problem) {
        return answer.fold(
                failure -> failure,
                task -> VideoFailure.builder()
                        .kind(FailureKind.DEFECT)
                        .message("the vendor has accepted the order and will bill it, but it could not be followed: "
                                + ThrownName.of(problem) + "\n  Keep this reference, it is the only way to the video: "
                                + task
                                + "\n  Go on with: reel resume " + task)
                        .task(task)
                        .build());
    }

    /** The order was not sent. */
    static VideoFailure unsent(Throwable problem) {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the order could not be made ready: " + ThrownName.of(problem)
                        + ". Nothing was ordered, nothing was billed.");
    }
}
