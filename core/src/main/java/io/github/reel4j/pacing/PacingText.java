package io.github.reel4j.pacing;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.time.Duration;

/** Why an order was not sent. */
final class PacingText {

    private PacingText() {}

    static VideoFailure closed() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the client was closed before the order was accepted; nothing was ordered, nothing was billed.");
    }

    static VideoFailure askedToWait(Duration rest) {
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("the vendor asked for a pause, which is not over; the order was not sent, nothing was billed.")
                .retryAfter(rest)
                .build();
    }
}
