package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.testkit.contract.engine.OrderVariants;
import io.github.reel4j.testkit.contract.support.SentValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates pairs of equal orders of one model. The pairs differ in one value. */
final class DistinctOrders {

    /**
     * An order.
     *
     * @param mark the value that only this order and the equal one have
     */
    record DistinctOrder(ResolvedRequest request, SentValue mark) {}

    private static final List<Field<?>> MARKED = List.of(Field.PROMPT, Field.SEED, Field.NEGATIVE_PROMPT, Field.IMAGE);

    private DistinctOrders() {}

    /** Returns orders with marks, each twice; the same order several times if the model has no field for a mark. */
    static List<DistinctOrder> of(OrderVariants variants, ResolvedRequest plain, int count) {
        List<DistinctOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(marked(variants, i / 2).orElseGet(() -> new DistinctOrder(plain, SentValue.of("no mark"))));
        }
        return orders;
    }

    private static Optional<DistinctOrder> marked(OrderVariants variants, int number) {
        return MARKED.stream()
                .flatMap(field -> variants.with(Map.of(field, mark(field, number))).stream()
                        .map(order -> new DistinctOrder(order, SentValue.of(order, field))))
                .findFirst();
    }

    private static Object mark(Field<?> field, int number) {
        if (field.equals(Field.SEED)) {
            return 500_000L + number;
        }
        return field.equals(Field.IMAGE)
                ? "https://media.example/picture-" + (500 + number) + ".png"
                : "order number " + (500 + number) + " of several";
    }
}
