package io.github.reel4j.provider.feign.http;

import java.time.Duration;

/** The time left until a deadline, on the clock that never jumps. */
public final class CallDeadline {

    private final Duration total;
    private final long startNanos = System.nanoTime();

    private CallDeadline(Duration total) {
        this.total = total;
    }

    public static CallDeadline of(Duration total) {
        return new CallDeadline(total);
    }

    /** What is left, never negative. */
    public Duration remaining() {
        Duration left = total.minusNanos(System.nanoTime() - startNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The given time, or what is left if that is less. */
    public Duration cappedAt(Duration wanted) {
        Duration left = remaining();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }
}
