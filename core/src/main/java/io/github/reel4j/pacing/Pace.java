package io.github.reel4j.pacing;

import java.time.Duration;

/**
 * When the next call may be made: evenly spaced, a hundredth of a minute's calls at once at most, and none during a pause. Stays 2 %
 * below the limit, so that calls that bunch up on their way still keep to it. Times are {@code nanoTime}. Not thread-safe.
 */
final class Pace {

    private static final double SHARE = 0.98;
    private static final Duration LONGEST_PAUSE = Duration.ofDays(3650);

    private final long interval;
    private final long burst;
    private long nextRegular;
    private long pausedUntil;

    /** Without a limit, calls wait for pauses alone. */
    static Pace unlimited(long now) {
        return new Pace(0, 0, now);
    }

    static Pace perMinute(int calls, long now) {
        long interval = (long) Math.ceil(Duration.ofMinutes(1).toNanos() / (calls * SHARE));
        return new Pace(interval, interval * (Math.max(1, calls / 100) - 1), now);
    }

    private Pace(long interval, long burst, long now) {
        this.interval = interval;
        this.burst = burst;
        this.nextRegular = now;
        this.pausedUntil = now;
    }

    /** Nanoseconds from {@code now} until a call may be made, 0 if one may. */
    long untilNext(long now) {
        return Math.max(0, Math.max(nextRegular - burst - now, pausedUntil - now));
    }

    /** Counts a call made {@code now}. */
    void take(long now) {
        nextRegular = (nextRegular - now > 0 ? nextRegular : now) + interval;
    }

    /** No call for {@code span}; a longer pause that is on stays. */
    void pause(Duration span, long now) {
        long until = now + (span.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : span).toNanos();
        pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
    }

    /** What is left of a pause, nanoseconds. */
    long pausedFor(long now) {
        return Math.max(0, pausedUntil - now);
    }
}
