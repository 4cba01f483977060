package io.github.reel4j.dispatch;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates the failures of orders and other calls that get no permit from the dispatcher. In all cases nothing was sent.
 */
final class NoPermitFailures {

    private NoPermitFailures() {}

    static VideoFailure closed() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the client was closed before the order was accepted; nothing was ordered, nothing was billed.");
    }

    static VideoFailure noThread() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "no thread could be started to send the order; nothing was ordered, nothing was billed."
                        + "\n  Lower the number of threads of this program, or raise the operating system's limit of"
                        + " threads, and order again.");
    }

    /** Returns the failure of a call about a task. */
    static VideoFailure closedBeforeCall() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the client was closed before the request to the vendor was sent. Tasks continue at the vendor.");
    }

    /** Returns the failure of a call about a task. */
    static VideoFailure noThreadForCall() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "no thread could be started to send the request to the vendor; nothing was sent. Tasks continue at"
                        + " the vendor. Try again later.");
    }

    static VideoFailure pauseTooLong(Duration remaining) {
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("the vendor requested a pause between requests, which has not ended. Nothing was ordered,"
                        + " nothing was billed.\n  Order again after the pause.")
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
                .orElseGet(() ->
                        "reel4j held the request back for " + DurationParser.describe(RequestDispatcher.MAX_CALL_WAIT)
                                + ", because the vendor's rate limit or limit of concurrent requests is used up.");
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message(reason + " Nothing was sent to the vendor. Try again later.")
                .retryAfter(remaining)
                .build();
    }
}
