package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.PlaceholderTextDetector;
import java.util.Optional;

/** Checks that prices are above 0, or documented as 0, and have a basis and a source. */
record PriceSourceCheck(RuleCheck check, ModelSpec model) {

    static Estimate estimate(ContractContext context, RuleCheck check, ResolvedRequest order) {
        return context.callPort(check, () -> context.provider().pricing().estimate(order));
    }

    /** Returns whether an estimate agrees with a price. An unknown price agrees with all. */
    static boolean covers(Estimate estimate, Money price) {
        if (estimate instanceof Estimate.Known known) {
            return known.money().equals(price);
        }
        if (estimate instanceof Estimate.AtLeast atLeast) {
            return atLeast.min().currency().equals(price.currency())
                    && !atLeast.min().exceeds(price);
        }
        return !(estimate instanceof Estimate.Range range)
                || (range.min().currency().equals(price.currency())
                        && range.max().currency().equals(price.currency())
                        && !range.min().exceeds(price)
                        && !price.exceeds(range.max()));
    }

    /** Requires that each row of the price table says what it is for. */
    void requireRows() {
        for (PriceRow row : model.prices()) {
            String basis = row instanceof PriceRow.PerVideo video
                    ? video.basis()
                    : row instanceof PriceRow.PublishedRate rate ? rate.basis() : "set by the user";
            check.require(
                    !PlaceholderTextDetector.is(basis),
                    "each price of " + model.id() + " has a basis",
                    () -> "that of " + row + " is '" + basis + "'");
        }
    }

    void require(ResolvedRequest order, Estimate estimate) {
        check.require(
                !PlaceholderTextDetector.is(estimate.basis()),
                "the estimate has a basis",
                () -> "this one has none: " + estimate);
        if (estimate instanceof Estimate.Known known) {
            check.require(
                    known.money().amount().signum() > 0 || isFree(order),
                    "a known price is above 0, unless the price table has a row of exactly 0",
                    known::describe);
            requireSource("a known price", known.source(), estimate);
        } else if (estimate instanceof Estimate.Range range) {
            check.require(
                    range.min().amount().signum() > 0 || isFree(order),
                    "the minimum of a range is above 0, unless the price table has a row of exactly 0",
                    range::describe);
            check.require(
                    range.min().currency().equals(range.max().currency())
                            && range.max().exceeds(range.min()),
                    "the maximum of a range exceeds its minimum",
                    range::describe);
            requireSource("a range", range.source(), estimate);
        } else if (estimate instanceof Estimate.AtLeast atLeast) {
            check.require(
                    atLeast.min().amount().signum() > 0 || isFree(order),
                    "a lower bound is above 0, unless the price table has a row of exactly 0",
                    atLeast::describe);
            requireSource("a lower bound", atLeast.source(), estimate);
        }
    }

    private void requireSource(String price, DocumentAnchor source, Estimate estimate) {
        check.require(PlaceholderTextDetector.isCited(source), price + " has a source", estimate::describe);
    }

    /** Returns whether the vendor documents that an order may be free of charge. */
    private boolean isFree(ResolvedRequest order) {
        return model.prices().stream()
                .filter(row -> fits(row.resolution(), order.get(Field.RESOLUTION)))
                .anyMatch(row -> (row instanceof PriceRow.PerVideo video
                                && video.money().amount().signum() == 0
                                && fits(video.seconds(), order.get(Field.DURATION)))
                        || (row instanceof PriceRow.PublishedRate rate
                                && rate.perSecond().amount().signum() == 0));
    }

    private static <T> boolean fits(Optional<T> ofRow, Optional<T> ofOrder) {
        return ofRow.isEmpty() || ofOrder.isEmpty() || ofRow.equals(ofOrder);
    }
}
