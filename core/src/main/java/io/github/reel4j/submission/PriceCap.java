package io.github.reel4j.submission;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;

/**
 * Keeps an order under the caller's cap. A range counts by its upper end; a price that is not known, or is in another currency,
 * is refused under a cap unless the caller allows it.
 *
 * @param max the most one order may cost, empty for no cap
 */
public record PriceCap(Optional<Money> max, boolean unknownAllowed) {

    /** Why the order may not be placed; empty if it may. */
    public Optional<VideoFailure> check(Estimate estimate) {
        return max.flatMap(limit -> {
            if (estimate instanceof Estimate.Known known) {
                return checkMax(known.money(), limit, estimate);
            }
            if (estimate instanceof Estimate.Range range) {
                return checkMax(range.max(), limit, estimate);
            }
            return unknownAllowed
                    ? Optional.empty()
                    : Optional.of(exceeded("the price is " + estimate.describe() + ", and the cap is " + limit
                            + " per order. Allow orders of unknown price explicitly, or drop the cap."));
        });
    }

    private Optional<VideoFailure> checkMax(Money price, Money limit, Estimate estimate) {
        if (!price.currency().equals(limit.currency())) {
            return unknownAllowed
                    ? Optional.empty()
                    : Optional.of(exceeded("the price is in " + price.currency() + " and the cap is " + limit
                            + ": currencies are not converted. Give the cap in " + price.currency() + "."));
        }
        return price.exceeds(limit)
                ? Optional.of(exceeded("the order may cost " + price + ", above the cap of " + limit + " per order ("
                        + estimate.describe() + "). Raise the cap, or order less."))
                : Optional.empty();
    }

    private static VideoFailure exceeded(String message) {
        return VideoFailure.of(FailureKind.OVER_PRICE_CAP, message);
    }
}
