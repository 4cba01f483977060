package io.github.reel4j.spi;

import java.time.Duration;

/**
 * A documented rate of calls: at most {@code calls} in any period of the length {@code window}.
 *
 * @param calls 1 or more
 * @param window more than 0, at most 1 day
 */
public record CallRate(int calls, Duration window) {

    /**
     * Creates a rate.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public CallRate {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be 1 or more, but is " + calls);
        }
        if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("window must be more than 0 and at most 1 day, but is " + window);
        }
    }

    /**
     * Returns the rate of {@code calls} in 1 second.
     *
     * @throws IllegalArgumentException if {@code calls} is below 1
     */
    public static CallRate perSecond(int calls) {
        return new CallRate(calls, Duration.ofSeconds(1));
    }

    /**
     * Returns the rate of {@code calls} in 1 minute.
     *
     * @throws IllegalArgumentException if {@code calls} is below 1
     */
    public static CallRate perMinute(int calls) {
        return new CallRate(calls, Duration.ofMinutes(1));
    }

    /** Returns the rate for people, for example {@code 2 per PT1S}. */
    @Override
    public String toString() {
        return calls + " per " + window;
    }
}
