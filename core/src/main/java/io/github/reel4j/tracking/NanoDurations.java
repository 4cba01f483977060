package io.github.reel4j.tracking;

import java.time.Duration;

/** Converts durations to nanoseconds that can be added to {@code nanoTime} without overflow. */
final class NanoDurations {

    /** 100 years; a sum of two does not overflow. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private NanoDurations() {}

    /** Returns {@code span} in nanoseconds, limited to the range from 0 to {@link #MAX}. */
    static long of(Duration span) {
        if (span.isNegative()) {
            return 0;
        }
        return span.compareTo(MAX) > 0 ? MAX.toNanos() : span.toNanos();
    }
}
