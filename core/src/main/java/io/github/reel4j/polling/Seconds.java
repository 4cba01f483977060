package io.github.reel4j.polling;

import java.time.Duration;

/** Ages of tasks as numbers, in seconds: what is computed with here are probabilities, which no exact type serves. */
final class Seconds {

    private static final double NANOS = 1e9;
    private static final double MAX = 1e9;

    private Seconds() {}

    /** Between 0 and some thirty years. */
    static double of(Duration age) {
        return age.isNegative() ? 0 : Math.min(MAX, age.getSeconds() + age.getNano() / NANOS);
    }

    /** {@code age} and {@code seconds} more, at least a millisecond. */
    static Duration plus(Duration age, double seconds) {
        return age.plusNanos((long) (Math.max(1e-3, seconds) * NANOS));
    }
}
