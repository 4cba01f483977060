package io.github.reel4j.dispatch;

import io.github.reel4j.spi.CallRate;
import java.time.Duration;

/**
 * A smooth rate limiter. A burst has at most 1 % of the calls of a window. The limiter can be suspended. It stays 2 %
 * below the limit, so that calls that bunch up on the network still keep to it. Times are {@code nanoTime}. Not
 * thread-safe.
 */
final class RateLimiter {

    private static final double HEADROOM = 0.98;
    private static final Duration MAX_PAUSE = Duration.ofDays(3650);

    private final long interval;
    private final long burst;
    private long nextPermitAt;
    private long pausedUntil;

    /** Returns a limiter without a rate: only {@link #suspend} delays calls. */
    static RateLimiter unlimited(long now) {
        return new RateLimiter(0, 0, now);
    }

    /** Returns a limiter for {@code calls} calls in any minute. */
    static RateLimiter perMinute(int calls, long now) {
        return of(new CallRate(calls, Duration.ofMinutes(1)), now);
    }

    /** Returns a limiter for {@code rate}. */
    static RateLimiter of(CallRate rate, long now) {
        long interval = (long) Math.ceil(rate.window().toNanos() / (rate.calls() * HEADROOM));
        return new RateLimiter(interval, interval * (Math.max(1, rate.calls() / 100) - 1), now);
    }

    private RateLimiter(long interval, long burst, long now) {
        this.interval = interval;
        this.burst = burst;
        this.nextPermitAt = now;
        this.pausedUntil = now;
    }

    /** Returns the nanoseconds from {@code now} until a call is permitted; 0 if one is permitted now. */
    long nanosUntilPermit(long now) {
        return Math.max(0, Math.max(nextPermitAt - burst - now, pausedUntil - now));
    }

    /** Counts a call that is made {@code now}. */
    void acquirePermit(long now) {
        nextPermitAt = (nextPermitAt - now > 0 ? nextPermitAt : now) + interval;
    }

    /** Permits no call for {@code span}, at most 3,650 days. Does not shorten a pause that is longer. */
    void suspend(Duration span, long now) {
        long until = now + (span.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : span).toNanos();
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
    }

    /** Returns the remaining nanoseconds of the pause; 0 if there is none. */
    long suspendedFor(long now) {
        return Math.max(0, pausedUntil - now);
    }
}
