package io.github.reel4j.provider.feign.http;

import java.time.Duration;

/**
 * A deadline on the monotonic clock. HttpCore's own {@code Deadline} uses the wall clock, which may jump.
 */
public final class CallDeadline {

    private final Duration timeout;
    private final long startNanos = System.nanoTime();

    private CallDeadline(Duration timeout) {
        this.timeout = timeout;
    }

    /** Returns the deadline that ends a timeout which starts now. */
    public static CallDeadline after(Duration timeout) {
        return new CallDeadline(timeout);
    }

    /** Returns the time left, never negative. */
    public Duration remaining() {
        Duration left = timeout.minusNanos(System.nanoTime() - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns the smaller of the time left and the given time. */
    public Duration cappedAt(Duration wanted) {
        Duration left = remaining();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    /** Returns whether no time is left. */
    public boolean hasPassed() {
        return remaining().isZero();
    }
}
