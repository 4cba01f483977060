package io.github.reel4j.dispatch;

import java.time.Duration;

/**
 * When the next call may be made: evenly spaced, a hundredth of a minute's calls at once at most, and none during a pause. Stays 2 %
 * below the limit, so that calls that bunch up on their way still keep to it. Times are {@code nanoTime}. Not thread-safe.
 */
final class RateLimiter {

    private static final double HEADROOM = 0.98;
    private static final Duration MAX_PAUSE = Duration.ofDays(3650);

    private final long interval;
    private final long burst;
    private long nextPermitAt;
    private long pausedUntil;

    /** Without a limit, calls wait for pauses alone. */
    static RateLimiter unlimited(long now) {
        return new RateLimiter(0, 0, now);
    }

    static RateLimiter perMinute(int calls, long now) {
        long interval = (long) Math.ceil(Duration.ofMinutes(1).toNanos() / (calls * HEADROOM));
        return new RateLimiter(interval, interval * (Math.max(1, calls / 100) - 1), now);
    }

    private RateLimiter(long interval, long burst, long now) {
        this.interval = interval;
        this.burst = burst;
        this.nextPermitAt = now;
        this.pausedUntil = now;
    }

    /** Nanoseconds from {@code now} until a call may be made, 0 if one may. */
    long nanosUntilPermit(long now) {
        return Math.max(0, Math.max(nextPermitAt - burst - now, pausedUntil - now));
    }

    /** Counts a call made {@code now}. */
    void acquirePermit(long now) {
        nextPermitAt = (nextPermitAt - now > 0 ? nextPermitAt : now) + interval;
    }

    /** No call for {@code span}; a longer pause that is on stays. */
    void suspend(Duration span, long now) {
        long until = now + (span.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : span).toNanos();
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
    }

    /** What is left of a pause, nanoseconds. */
    long suspendedFor(long now) {
        return Math.max(0, pausedUntil - now);
    }
}
