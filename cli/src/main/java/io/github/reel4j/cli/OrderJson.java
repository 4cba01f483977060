package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An order of the journal as the fields of the JSON that programs read. */
final class OrderJson {

    private OrderJson() {}

    static Map<String, Object> of(OrderSummary order, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", OrderTable.stateName(order));
        fields.put("ordered_at", order.at().toString());
        fields.put("age_seconds", Math.max(0, Duration.between(order.at(), now).toSeconds()));
        order.provider().map(ProviderId::value).ifPresent(id -> fields.put("provider", id));
        order.intent().ifPresent(intent -> intent(fields, intent));
        order.task().map(TaskRef::toString).ifPresent(task -> fields.put("task", task));
        order.failure().ifPresent(kind -> fields.put("failure", kind.name()));
        order.file().ifPresent(file -> fields.put("file", file));
        order.resolved().ifPresent(resolved -> {
            fields.put("settled_by", resolved.by());
            fields.put("settled_at", resolved.at().toString());
        });
        fields.put("next", NextStep.of(order));
        return fields;
    }

    private static void intent(Map<String, Object> fields, OrderIntent intent) {
        fields.put("order", intent.order().toString());
        fields.put("operation", intent.operation().id());
        fields.put("model", intent.model());
        fields.put("digest", intent.fingerprint());
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("least", intent.price().min().map(Money::amount));
        price.put("most", intent.price().max().map(Money::amount));
        Optional<String> currency =
                intent.price().max().map(max -> max.currency().getCurrencyCode());
        price.put("currency", currency);
        fields.put("price", price);
    }
}
