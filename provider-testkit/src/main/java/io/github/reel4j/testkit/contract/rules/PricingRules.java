package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about prices: RC-601 to RC-603 and RC-605. */
public interface PricingRules extends PreviewRules {

    @Test
    @DisplayName("RC-601 an unknown price is never 0, and every price has a basis and a source")
    default void neverEstimatesZero() {
        RuleCheck check = context().ruleCheck("RC-601", "the price of an order");
        context().eachModel(model -> {
            PriceSourceCheck sources = new PriceSourceCheck(check, model);
            sources.requireRows();
            new OrderVariants(context(), model)
                    .pairs(300)
                    .forEach(order -> sources.require(order, PriceSourceCheck.estimate(context(), check, order)));
        });
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-602 an estimate makes no request, and is the same each time")
    default void isDeterministic() {
        context().eachModel(model -> {
            RuleCheck check = context().ruleCheck("RC-602", "several estimates of one order of " + model.id());
            List<ResolvedRequest> orders = new OrderVariants(context(), model).pairs(12);
            new RepeatedEstimates(context(), check, orders).requireSame();
        });
    }

    @Test
    @DisplayName("RC-605 the estimate of an order is what the vendor bills")
    default void estimatesTheBill() {
        context().eachModelOnTheWire((model, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-605", "an order that the vendor bills");
            new BillComparison(context(), check, model, new VariantOrderSender(context(), check, vendor)).run();
        });
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
                if (price instanceof PriceRow.PerSecond row) {
                    requireRateOfUser(model, row, check);
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
            new OpenPriceCheck(context(), check, model).run();
        });
    }

    private void requireRateOfUser(ModelSpec model, PriceRow.PerSecond row, RuleCheck check) {
        BigDecimal rate = new BigDecimal("0.13");
        PricingModel pricing = context()
                .subject()
                .with(Map.of(row.rateSetting(), rate.toPlainString()))
                .pricing();
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        model.fields().forEach(field -> putDefault(field, values));
        row.resolution().ifPresent(resolution -> values.put(Field.RESOLUTION, resolution));
        for (Duration length :
                List.of(row.min().dividedBy(2), row.min(), row.max(), row.max().plusSeconds(1))) {
            values.put(Field.MOTION_LENGTH, length);
            Duration billable =
                    length.compareTo(row.min()) < 0 ? row.min() : length.compareTo(row.max()) > 0 ? row.max() : length;
            Money money = new Money(rate, row.currency()).times(new BigDecimal(Field.MOTION_LENGTH.format(billable)));
            ResolvedRequest order = new ResolvedRequest(context().provider().id(), model, values);
            Estimate estimate = context().callPort(check, () -> pricing.estimate(order));
            check.require(
                    estimate instanceof Estimate.Known known && known.money().equals(money),
                    length.toMillis() + " ms cost " + money + " at " + rate + " per second (" + row.source() + ")",
                    estimate::describe);
        }
    }

    private void requirePublishedRate(ModelSpec model, PriceRow.PublishedRate row, RuleCheck check) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        model.fields().forEach(field -> putDefault(field, values));
        row.resolution().ifPresent(resolution -> values.put(Field.RESOLUTION, resolution));
        Duration between = row.min().plus(row.roundUpTo().orElse(Duration.ZERO).dividedBy(2));
        List<Duration> lengths = new ArrayList<>(List.of(
                row.min().dividedBy(2), row.min(), between, row.max(), row.max().plusSeconds(1)));
        model.field(row.length()).ifPresent(spec -> spec.choices().forEach(choice -> lengths.add(choice.value())));
        for (Duration length : lengths) {
            values.put(row.length(), length);
            Duration billable = row.billable(length);
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
}
