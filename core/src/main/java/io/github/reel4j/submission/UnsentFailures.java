package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;

/** Words for an order that ended before it was accepted. */
final class UnsentFailures {

    private UnsentFailures() {}

    static VideoFailure because(String why) {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                why + " before the order was accepted; nothing was ordered, nothing was billed.");
    }
}
