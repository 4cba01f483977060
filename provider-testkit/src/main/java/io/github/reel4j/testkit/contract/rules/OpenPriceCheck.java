package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks the estimates of orders whose price is not determined: they leave open which price row applies, or no row
 * applies.
 */
record OpenPriceCheck(ContractContext context, RuleCheck check, ModelSpec model) {

    void run() {
        ResolvedRequest minimal = new OrderVariants(context, model).minimal();
        if (model.prices().isEmpty()) {
            return;
        }
        if (!model.prices().stream().allMatch(PriceRow.PerVideo.class::isInstance)) {
            requireOpenLength(minimal);
            return;
        }
        List<PriceRow.PerVideo> rows =
                model.prices().stream().map(PriceRow.PerVideo.class::cast).toList();
        if (isOpen(minimal, Field.RESOLUTION) || isOpen(minimal, Field.DURATION)) {
            requireAll(minimal, rows);
        }
        lengths().forEach(length -> requireUnlisted(length, rows));
    }

    private boolean isOpen(ResolvedRequest order, Field<?> field) {
        return model.field(field).isPresent() && order.get(field).isEmpty();
    }

    /** Without the length that only the user knows, the price is not known. */
    private void requireOpenLength(ResolvedRequest minimal) {
        List<PriceRow.PublishedRate> rows = model.prices().stream()
                .filter(PriceRow.PublishedRate.class::isInstance)
                .map(PriceRow.PublishedRate.class::cast)
                .filter(row -> row.length().isForPricingOnly())
                .filter(row -> fits(row.resolution(), minimal.get(Field.RESOLUTION)))
                .toList();
        Estimate estimate = PriceSourceCheck.estimate(context, check, minimal);
        if (rows.size() == model.prices().size()) {
            requireRange(
                    minimal,
                    estimate,
                    rows.stream()
                            .flatMap(row -> Stream.of(row.min(), row.max())
                                    .map(length -> row.perSecond()
                                            .times(new BigDecimal(row.length().format(length)))))
                            .toList());
        }
    }

    private void requireAll(ResolvedRequest order, List<PriceRow.PerVideo> rows) {
        List<Money> prices = rows.stream()
                .filter(row -> fits(row.resolution(), order.get(Field.RESOLUTION)))
                .filter(row -> fits(row.seconds(), order.get(Field.DURATION)))
                .map(PriceRow.PerVideo::money)
                .toList();
        requireRange(order, PriceSourceCheck.estimate(context, check, order), prices);
    }

    private void requireRange(ResolvedRequest order, Estimate estimate, List<Money> prices) {
        prices.forEach(price -> check.require(
                PriceSourceCheck.covers(estimate, price),
                "the estimate of an order that may cost " + prices + " is unknown, or a range with all of them",
                () -> order.formatted().keySet() + ": " + estimate.describe()));
    }

    /** Returns the lengths that may be ordered, if each price is for one length. */
    private Stream<Duration> lengths() {
        return model.field(Field.DURATION).map(FieldSpec::choices).orElse(List.of()).stream()
                .map(choice -> choice.value());
    }

    /** A price for another length is not the price of this one. */
    private void requireUnlisted(Duration length, List<PriceRow.PerVideo> rows) {
        new OrderVariants(context, model).with(Map.of(Field.DURATION, length)).ifPresent(order -> {
            List<PriceRow.PerVideo> sized = rows.stream()
                    .filter(row -> fits(row.resolution(), order.get(Field.RESOLUTION)))
                    .toList();
            boolean listed = sized.stream()
                    .anyMatch(row ->
                            row.seconds().isEmpty() || row.seconds().get().equals(length));
            Estimate estimate = PriceSourceCheck.estimate(context, check, order);
            check.require(
                    listed || sized.isEmpty() || !(estimate instanceof Estimate.Known),
                    "the price of " + length.toSeconds() + " s, which the price table does not list, is not known",
                    estimate::describe);
        });
    }

    private static <T> boolean fits(Optional<T> ofRow, Optional<T> ofOrder) {
        return ofRow.isEmpty() || ofOrder.isEmpty() || ofRow.equals(ofOrder);
    }
}
