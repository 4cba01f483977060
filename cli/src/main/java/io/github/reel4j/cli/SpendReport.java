package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders of a journal that were accepted or may have been, totalled by day, provider, model and currency. Rejected
 * orders are omitted. Immutable.
 *
 * @param rows by day, provider, model and currency, in this order; orders of unknown price have a row of their own
 * @param totals one row for each currency, and one for orders of unknown price
 * @param withoutPrice how many tasks are omitted because the journal has no record of their order
 */
record SpendReport(List<Row> rows, List<Totals> totals, long withoutPrice) {

    /** Which orders a row sums up. */
    record Group(LocalDate day, String provider, String model, Optional<Currency> currency) {

        private static final Comparator<Group> ORDER = Comparator.comparing(Group::day)
                .thenComparing(Group::provider)
                .thenComparing(Group::model)
                .thenComparing(Group::currency, byCode());
    }

    record Row(Group group, Totals totals) {}

    /**
     * The sums of some orders.
     *
     * @param unknown how many may have been accepted
     * @param price the sum of the estimates of accepted and unknown orders, from the sum of the lower ends to that of
     *     the upper ends
     */
    record Totals(long accepted, long unknown, ExpectedPrice price) {

        private static Totals of(OrderSummary order, OrderIntent intent) {
            boolean isUnknown = order.state() == OrderState.UNKNOWN;
            return new Totals(isUnknown ? 0 : 1, isUnknown ? 1 : 0, intent.price());
        }

        private Totals plus(Totals other) {
            return new Totals(
                    accepted + other.accepted,
                    unknown + other.unknown,
                    new ExpectedPrice(sum(price.min(), other.price.min()), sum(price.max(), other.price.max())));
        }

        private static Optional<Money> sum(Optional<Money> one, Optional<Money> other) {
            return one.map(money ->
                    new Money(money.amount().add(other.map(Money::amount).orElse(BigDecimal.ZERO)), money.currency()));
        }
    }

    /**
     * Returns the report of the orders from {@code since} to {@code until}, both inclusive.
     *
     * @param zone in which days begin
     */
    static SpendReport of(List<OrderSummary> orders, ZoneId zone, LocalDate since, LocalDate until) {
        Map<Group, Totals> rows = new TreeMap<>(Group.ORDER);
        Map<Optional<Currency>, Totals> totals = new TreeMap<>(byCode());
        long withoutPrice = 0;
        for (OrderSummary order : orders) {
            LocalDate day = order.at().atZone(zone).toLocalDate();
            if (day.isBefore(since) || day.isAfter(until) || order.state() == OrderState.REJECTED) {
                continue;
            }
            if (order.intent().isEmpty()) {
                withoutPrice++;
                continue;
            }
            OrderIntent intent = order.intent().get();
            Optional<Currency> currency = intent.price().max().map(Money::currency);
            Totals added = Totals.of(order, intent);
            rows.merge(new Group(day, intent.provider().value(), intent.model(), currency), added, Totals::plus);
            totals.merge(currency, added, Totals::plus);
        }
        return new SpendReport(
                rows.entrySet().stream()
                        .map(each -> new Row(each.getKey(), each.getValue()))
                        .toList(),
                List.copyOf(totals.values()),
                withoutPrice);
    }

    /** Orders by currency code; none is last. */
    private static Comparator<Optional<Currency>> byCode() {
        return Comparator.comparing(each -> each.map(Currency::getCurrencyCode).orElse("~"));
    }
}
