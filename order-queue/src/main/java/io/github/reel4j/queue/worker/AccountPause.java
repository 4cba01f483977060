package io.github.reel4j.queue.worker;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pauses all calls of one account, by all workers, when its vendor demands it. A client pauses by itself too: if the
 * vendor names no duration, it doubles from 1 second to 20. The pause of the account is at least as long. Otherwise
 * threads with a permit would wait in the client, and send their calls later than the permit allows. Thread-safe.
 */
final class AccountPause {

    private static final Duration MIN_OWN_PAUSE = Duration.ofSeconds(5);
    private static final Duration MAX_OWN_PAUSE = Duration.ofSeconds(20);
    private static final Duration MIN_REQUESTED_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 5;

    private final PauseWriter writer;
    private final AtomicInteger pausesInARow = new AtomicInteger();

    AccountPause(PauseWriter writer) {
        this.writer = writer;
    }

    /** Stores a pause of the account, unless it is paused for longer already. */
    @FunctionalInterface
    interface PauseWriter {
        void pause(Duration pause) throws SQLException;
    }

    /** Records a successful call: the next pause without a duration is short again. */
    void onSuccess() {
        pausesInARow.set(0);
    }

    /** Pauses the account if the vendor demands it. */
    void onFailure(VideoFailure failure) throws SQLException {
        if (failure.kind() != FailureKind.RATE_LIMITED && failure.retryAfter().isEmpty()) {
            return;
        }
        Duration own = ownPause();
        writer.pause(failure.retryAfter()
                .map(requested -> longer(requested, MIN_REQUESTED_PAUSE))
                .orElse(own));
    }

    private Duration ownPause() {
        int doublings = Math.min(pausesInARow.getAndIncrement(), MAX_DOUBLINGS);
        Duration doubled = Duration.ofSeconds(1L << doublings);
        return longer(MIN_OWN_PAUSE, doubled.compareTo(MAX_OWN_PAUSE) > 0 ? MAX_OWN_PAUSE : doubled);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
