package io.github.reel4j.polling;

import java.time.Duration;

/**
 * Converts between {@link Duration} and a number of seconds as {@code double}, the unit in which this package computes
 * probabilities. Stateless.
 */
final class Seconds {

    private static final double NANOS = 1e9;
    private static final double MAX = 1e9;

    private Seconds() {}

    /** Returns the age in seconds, at least 0 and at most 1e9. */
    static double of(Duration age) {
        return age.isNegative() ? 0 : Math.min(MAX, age.getSeconds() + age.getNano() / NANOS);
    }

    /** Returns {@code age} plus {@code seconds}, but at least 1 ms later. */
    static Duration plus(Duration age, double seconds) {
        return age.plusNanos((long) (Math.max(1e-3, seconds) * NANOS));
    }
}
