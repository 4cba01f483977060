package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ResolvedRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The price that the table of a model lists for an order. */
record ListedPrice(ModelSpec model) {

    /** Returns the price of the only row that applies to the order; empty if there is no such row, or several. */
    Optional<Money> of(ResolvedRequest order) {
        List<PriceRow> rows =
                model.prices().stream().filter(row -> mayApply(row, order)).toList();
        return rows.size() == 1 ? price(rows.get(0), order) : Optional.empty();
    }

    private static boolean mayApply(PriceRow row, ResolvedRequest order) {
        return fits(row.resolution(), order.get(Field.RESOLUTION))
                && (!(row instanceof PriceRow.PerVideo video) || fits(video.seconds(), order.get(Field.DURATION)));
    }

    private static <T> boolean fits(Optional<T> ofRow, Optional<T> ofOrder) {
        return ofRow.isEmpty() || ofOrder.isEmpty() || ofRow.equals(ofOrder);
    }

    private Optional<Money> price(PriceRow row, ResolvedRequest order) {
        if (!isStated(row.resolution(), Field.RESOLUTION, order)) {
            return Optional.empty();
        }
        if (row instanceof PriceRow.PublishedRate rate) {
            return order.get(rate.length())
                    .map(length ->
                            rate.perSecond().times(new BigDecimal(rate.length().format(rate.billable(length)))));
        }
        return row instanceof PriceRow.PerVideo video && isStated(video.seconds(), Field.DURATION, order)
                ? Optional.of(video.money())
                : Optional.empty();
    }

    /** Returns whether the order states the value of the row, as far as the model has a field for it. */
    private boolean isStated(Optional<?> ofRow, Field<?> field, ResolvedRequest order) {
        return ofRow.isEmpty()
                || model.field(field).isEmpty()
                || order.get(field).isPresent();
    }
}
