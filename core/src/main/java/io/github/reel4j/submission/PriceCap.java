package io.github.reel4j.submission;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;

/**
 * Limits the price of one order. A price range counts by its maximum. An unknown price, or one in another currency than
 * the cap, fails the check unless the caller allows it. So does a lower bound; one above the cap fails in any case.
 *
 * @param max the maximum price of one order; empty for no cap
 * @param unknownAllowed whether an order may be sent if its price cannot be compared with the cap
 */
public record PriceCap(Optional<Money> max, boolean unknownAllowed) {

    private static final String NOT_BILLED = " Nothing was sent, nothing was billed.";

    /** Returns why the order must not be sent; empty if it may. */
    public Optional<VideoFailure> check(Estimate estimate) {
        if (max.isEmpty()) {
            return Optional.empty();
        }
        Money limit = max.get();
        if (estimate instanceof Estimate.Known known) {
            return checkMax(known.money(), limit, estimate);
        }
        if (estimate instanceof Estimate.Range range) {
            return checkMax(range.max(), limit, estimate);
        }
        if (estimate instanceof Estimate.AtLeast atLeast
                && atLeast.min().currency().equals(limit.currency())
                && atLeast.min().exceeds(limit)) {
            return Optional.of(above("costs at least " + atLeast.min(), limit, estimate));
        }
        return unknownAllowed
                ? Optional.empty()
                : Optional.of(
                        exceeded("the maximum price is " + limit + " per order, but the price is " + estimate.describe()
                                + "." + NOT_BILLED + "\n  To order anyway:"
                                + " VideoClient.builder().allowUnknownPrice(),"
                                + " or set no maxPrice(...)."));
    }

    private Optional<VideoFailure> checkMax(Money price, Money limit, Estimate estimate) {
        if (!price.currency().equals(limit.currency())) {
            return unknownAllowed
                    ? Optional.empty()
                    : Optional.of(exceeded("the price is in " + price.currency() + ", but the maximum price is " + limit
                            + ". Currencies are not converted." + NOT_BILLED + "\n  Set the maximum price in "
                            + price.currency() + "."));
        }
        return price.exceeds(limit) ? Optional.of(above("may cost " + price, limit, estimate)) : Optional.empty();
    }

    private static VideoFailure above(String cost, Money limit, Estimate estimate) {
        return exceeded("the order " + cost + ", but the maximum price is " + limit + " per order. Price: "
                + estimate.describe() + "." + NOT_BILLED
                + "\n  Raise the maximum price, or order a cheaper video.");
    }

    private static VideoFailure exceeded(String message) {
        return VideoFailure.of(FailureKind.OVER_PRICE_CAP, message);
    }
}
