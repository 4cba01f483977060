package io.github.reel4j.tracking;

import java.time.Duration;

/** Spans as numbers that {@code nanoTime} can be moved by. */
final class Nanos {

    /** Far enough, and no sum overflows. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Nanos() {}

    static long of(Duration span) {
        if (span.isNegative()) {
            return 0;
        }
        return span.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : span.toNanos();
    }
}
