package io.github.reel4j.dispatch;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates the failures of orders and other calls that get no permit from the dispatcher. In all cases nothing was sent.
 */
final class DispatchFailures {

    private DispatchFailures() {}

    static VideoFailure closed() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the client was closed before the order was accepted; nothing was ordered, nothing was billed.");
    }

    static VideoFailure noThread() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "no thread could be started to send the order; nothing was ordered, nothing was billed.");
    }

    static VideoFailure closedBeforeCall() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the client was closed before the request to the vendor was sent. The task continues at the vendor.");
    }

    static VideoFailure pauseTooLong(Duration remaining) {
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("the vendor requested a pause that has not ended; the order was not sent, nothing was billed.")
                .retryAfter(remaining)
                .build();
    }

    /**
     * Returns the failure of a call that got no permit within {@link RequestDispatcher#MAX_CALL_WAIT}.
     *
     * @param pause the pause that the vendor requested; empty if there is none
     * @param remaining the rest of the current pause, which may be reel4j's own; empty if there is none
     */
    static VideoFailure noPermit(Optional<VendorPause> pause, Optional<Duration> remaining) {
        String reason = pause.map(VendorPause::toString)
                .orElseGet(() -> "no request to the vendor was permitted within "
                        + DurationParser.describe(RequestDispatcher.MAX_CALL_WAIT)
                        + ", because its rate limit or its limit of concurrent requests is used up.");
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message(reason + " Nothing was sent to the vendor. Try again later.")
                .retryAfter(remaining)
                .build();
    }
}
