package io.github.reel4j.dispatch;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.Optional;

/** Why an order or another call was not sent. */
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
                "there is no thread to send the order on; nothing was ordered, nothing was billed.");
    }

    static VideoFailure closedBeforeCall() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the client was closed before the vendor was asked; nothing was sent. The task lives on at the vendor.");
    }

    static VideoFailure waitTooLong(Duration rest) {
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("the vendor asked for a pause, which is not over; the order was not sent, nothing was billed.")
                .retryAfter(rest)
                .build();
    }

    /** @param pause empty if it is our own or there is none */
    static VideoFailure noTurn(Optional<VendorPause> pause, Optional<Duration> rest) {
        String why = pause.map(VendorPause::toString)
                .orElseGet(() -> "no call to the vendor was allowed within "
                        + DurationParser.describe(RequestDispatcher.MAX_CALL_WAIT)
                        + ": its rate, or the number of calls at once, is used up.");
        return VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message(why + " The vendor was not asked, nothing was sent. Ask again later.")
                .retryAfter(rest)
                .build();
    }
}
