package io.github.reel4j.tracking;

import java.time.Duration;

/** Spans as numbers that {@code nanoTime} can be moved by. */
final class NanoDurations {

    /** Far enough, and no sum overflows. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private NanoDurations() {}

    static long of(Duration span) {
        if (span.isNegative()) {
            return 0;
        }
        return span.compareTo(MAX) > 0 ? MAX.toNanos() : span.toNanos();
    }
}
