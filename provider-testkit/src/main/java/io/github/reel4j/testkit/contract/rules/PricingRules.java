package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rules about prices and previews: RC-601 to RC-604. */
public interface PricingRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-601 an unknown price is never 0, and every price has a basis and a source")
    default void neverEstimatesZero() {
        RuleCheck check = context().ruleCheck("RC-601", "an order with only required values, for each model");
        context().eachModel(model -> {
            GenerationRequest order = RequestVariants.minimal(context().request(model), model);
            Estimate estimate = context()
                    .callPort(
                            check,
                            () -> context()
                                    .provider()
                                    .pricing()
                                    .estimate(context().resolved(order)));
            check.require(
                    !estimate.basis().isBlank(), "the estimate has a basis", () -> "this one has none: " + estimate);
            if (estimate instanceof Estimate.Known known) {
                check.require(known.money().amount().signum() > 0, "a known price is above 0", known::describe);
                check.require(!known.source().document().isBlank(), "a known price has a source", known::describe);
            } else if (estimate instanceof Estimate.Range range) {
                check.require(range.min().amount().signum() > 0, "the minimum of a range is above 0", range::describe);
                check.require(
                        range.max().exceeds(range.min()),
                        "the maximum of a range exceeds its minimum",
                        range::describe);
            }
        });
    }

    @Test
    @DisplayName("RC-602 an estimate makes no request, and is the same each time")
    default void isDeterministic() {
        RuleCheck check = context().ruleCheck("RC-602", "two estimates of one order");
        context().eachOperation(operation -> {
            ResolvedRequest order = context().resolved(operation);
            Estimate first = context()
                    .callPort(check, () -> context().provider().pricing().estimate(order));
            check.requireEqual(first, context().provider().pricing().estimate(order), "both estimates are the same");
        });
        check.requireEqual(0, context().requests(), "the vendor receives no request");
    }

    @Test
    @DisplayName("RC-603 the estimate of each row of the price table is exact, in its currency")
    default void matchesThePriceTable() {
        RuleCheck check = context().ruleCheck("RC-603", "an order for exactly one row of the price table");
        context().eachModel(model -> {
            for (PriceRow price : model.prices()) {
                if (price instanceof PriceRow.PublishedRate row) {
                    requirePublishedRate(model, row, check);
                }
                if (price instanceof PriceRow.PerVideo row) {
                    Estimate estimate = context()
                            .callPort(
                                    check, () -> context().provider().pricing().estimate(orderFor(model, row)));
                    check.require(
                            estimate instanceof Estimate.Known known
                                    && known.money().equals(row.money()),
                            "it costs " + row.money() + " (" + row.source() + ")",
                            estimate::describe);
                }
            }
        });
    }

    private void requirePublishedRate(ModelSpec model, PriceRow.PublishedRate row, RuleCheck check) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        model.fields().forEach(field -> putDefault(field, values));
        row.resolution().ifPresent(resolution -> values.put(Field.RESOLUTION, resolution));
        Duration shorter = row.min().dividedBy(2);
        for (Duration length : List.of(shorter, row.min(), row.max(), row.max().plusSeconds(1))) {
            values.put(row.length(), length);
            Duration billable =
                    length.equals(shorter) ? row.min() : length.compareTo(row.max()) > 0 ? row.max() : length;
            Money money = row.perSecond().times(new BigDecimal(row.length().format(billable)));
            ResolvedRequest order = new ResolvedRequest(context().provider().id(), model, values);
            Estimate estimate = context()
                    .callPort(check, () -> context().provider().pricing().estimate(order));
            check.require(
                    estimate instanceof Estimate.Known known && known.money().equals(money),
                    length.toMillis() + " ms cost " + money + " (" + row.source() + ")",
                    estimate::describe);
        }
    }

    private ResolvedRequest orderFor(ModelSpec model, PriceRow.PerVideo row) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        model.fields().forEach(field -> putDefault(field, values));
        row.resolution().ifPresent(resolution -> values.put(Field.RESOLUTION, resolution));
        if (model.field(Field.DURATION).isPresent()) {
            row.seconds().ifPresent(seconds -> values.put(Field.DURATION, seconds));
        }
        return new ResolvedRequest(context().provider().id(), model, values);
    }

    private static <T> void putDefault(FieldSpec<T> field, Map<Field<?>, Object> values) {
        field.defaultValue().ifPresent(value -> values.put(field.field(), value));
    }

    @Test
    @DisplayName("RC-604 a preview sends nothing and shows the request without the key")
    default void previewsWithoutSending() {
        RuleCheck check = context().ruleCheck("RC-604", "a preview of an order");
        if (context().provider().preview().isEmpty()) {
            context().notApplicable("the provider has no preview");
            return;
        }
        context().eachOperation(operation -> {
            WireRequest shown = context()
                    .callPort(
                            check,
                            () -> context()
                                    .provider()
                                    .preview()
                                    .orElseThrow()
                                    .preview(context().resolved(operation)));
            check.require(
                    !context().containsKey(shown.url() + " " + shown.headers() + shown.body()),
                    "the preview does not contain the key",
                    () -> "it does");
            check.require(!shown.body().isEmpty(), "the preview contains the body", () -> "its body is empty");
        });
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        check.requireEqual(0, context().subject().acceptedOrders(), "the vendor receives no order");
    }
}
