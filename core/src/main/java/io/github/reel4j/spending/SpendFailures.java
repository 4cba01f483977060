package io.github.reel4j.spending;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Creates the failures of orders that do not fit under a spend limit. */
public final class SpendFailures {

    private static final String NOT_BILLED = "\n  Nothing was sent, nothing was billed.";

    private SpendFailures() {}

    /**
     * Returns why no order with this price is sent under {@code limit}, whatever else was spent; empty if one may be.
     *
     * @param unknownAllowed whether an order may be sent if its price cannot be compared with the limit
     */
    public static Optional<VideoFailure> checkPrice(SpendLimit limit, Estimate estimate, boolean unknownAllowed) {
        Optional<Money> price = ExpectedPrice.of(estimate).max();
        if (estimate instanceof Estimate.AtLeast atLeast
                && atLeast.min().currency().equals(limit.max().currency())
                && atLeast.min().exceeds(limit.max())) {
            return Optional.of(tooExpensive(limit, "costs at least " + atLeast.min()));
        }
        if (price.isEmpty()) {
            return unknownAllowed
                    ? Optional.empty()
                    : Optional.of(failure("the price is " + estimate.describe() + ", and the spend limit is "
                            + describe(limit)
                            + ". Allow orders of unknown price explicitly, which then count as 0, or remove the"
                            + " limit." + NOT_BILLED));
        }
        if (!price.get().currency().equals(limit.max().currency())) {
            return unknownAllowed
                    ? Optional.empty()
                    : Optional.of(failure("the price is in " + price.get().currency() + ", and maxSpend is "
                            + describe(limit) + ". reel4j does not convert currencies. Set maxSpend in "
                            + price.get().currency()
                            + ", or call allowUnknownPrice(): the order then counts as 0." + NOT_BILLED));
        }
        return price.get().exceeds(limit.max())
                ? Optional.of(tooExpensive(limit, mayCost(price.get())))
                : Optional.empty();
    }

    /** Returns the failure of an order of this price that does not fit now; an unknown price counts as 0. */
    public static VideoFailure exceeded(
            SpendLimit limit, Optional<Money> maxPrice, SlidingWindowSum.Excess excess, Instant now) {
        Money price = maxPrice.orElse(limit.max().times(BigDecimal.ZERO));
        Optional<Duration> wait = excess.untilRoom();
        if (wait.isEmpty()) {
            return tooExpensive(limit, mayCost(price));
        }
        return VideoFailure.builder()
                .kind(FailureKind.OVER_BUDGET)
                .message("the order " + mayCost(price) + ", and the orders of the last "
                        + DurationParser.describe(limit.window()) + " may cost " + excess.spent()
                        + ". The spend limit is " + describe(limit) + ". There is room for the order from "
                        + time(now, wait.get()) + " on, in " + DurationParser.describe(wait.get(), 2)
                        + ". Order it then, order a cheaper video, or raise the limit." + NOT_BILLED)
                .retryAfter(wait)
                .build();
    }

    private static String mayCost(Money price) {
        return "may cost " + price;
    }

    private static VideoFailure tooExpensive(SpendLimit limit, String cost) {
        return failure("the order " + cost + ". The spend limit is " + describe(limit)
                + ", so waiting does not help. Order a cheaper video, or raise maxSpend." + NOT_BILLED);
    }

    /** Rounds up, so that there is room at the time that is shown. */
    private static Instant time(Instant now, Duration wait) {
        Instant room = now.plus(wait);
        Instant second = room.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(room) ? room : second.plusSeconds(1);
    }

    private static String describe(SpendLimit limit) {
        return limit.max() + " in " + DurationParser.describe(limit.window());
    }

    private static VideoFailure failure(String message) {
        return VideoFailure.of(FailureKind.OVER_BUDGET, message);
    }
}
