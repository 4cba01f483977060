package io.github.reel4j.model;

import java.time.Duration;
import java.util.Objects;

/**
 * A limit of spending: in any period of the length {@code window}, all orders together may cost at most {@code max}. An
 * order counts with its estimate, a price range with its upper end. Immutable.
 *
 * @param max the maximum sum, 0 or more; only orders in its currency count
 * @param window how long an order counts; more than 0, at most {@link #MAX_WINDOW}
 */
public record SpendLimit(Money max, Duration window) {

    /** The longest window: 366 days. */
    public static final Duration MAX_WINDOW = Duration.ofDays(366);

    /**
     * Creates a limit.
     *
     * @throws IllegalArgumentException if {@code window} is out of range
     */
    public SpendLimit {
        Objects.requireNonNull(max, "max");
        if (window.isZero() || window.isNegative() || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("the window of a spend limit must be more than 0 and at most "
                    + MAX_WINDOW.toDays() + " days, not " + window);
        }
    }

    /** Returns the amount and the window in ISO 8601, for example {@code 5.00 USD per PT24H}. */
    @Override
    public String toString() {
        return max + " per " + window;
    }
}
