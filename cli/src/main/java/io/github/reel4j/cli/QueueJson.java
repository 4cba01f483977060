package io.github.reel4j.cli;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderLogEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Converts values of an order queue to fields of the JSON output. */
final class QueueJson {

    private QueueJson() {}

    static Map<String, Object> order(QueuedOrder order) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("order_key", order.key().value());
        fields.put("state", QueueTable.state(order));
        fields.put("operation", order.operation().id());
        fields.put("attempts", order.attempt());
        order.provider().map(ProviderId::value).ifPresent(id -> fields.put("provider", id));
        order.model().ifPresent(model -> fields.put("model", model));
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("min", order.price().min().map(Money::amount));
        price.put("max", order.price().max().map(Money::amount));
        price.put("currency", order.price().max().map(max -> max.currency().getCurrencyCode()));
        fields.put("price", price);
        order.task().ifPresent(task -> fields.put("task", task.toString()));
        order.failure().ifPresent(failure -> {
            fields.put("failure_kind", failure.kind().name());
            fields.put("failure_message", failure.message());
        });
        fields.put("enqueued_at", order.times().enqueued().toString());
        order.times().submitted().ifPresent(at -> fields.put("submitted_at", at.toString()));
        order.times().accepted().ifPresent(at -> fields.put("accepted_at", at.toString()));
        order.times().ended().ifPresent(at -> fields.put("ended_at", at.toString()));
        order.times().cancelRequested().ifPresent(at -> fields.put("cancel_requested_at", at.toString()));
        order.delivery().deliveredAt().ifPresent(at -> fields.put("delivered_at", at.toString()));
        fields.put("delivery_attempts", order.delivery().attempts());
        order.delivery().failure().ifPresent(failure -> fields.put("delivery_failure", failure));
        order.resolvedBy().ifPresent(by -> fields.put("resolved_by", by));
        fields.put("next_step", QueueNextStep.of(order));
        return fields;
    }

    static Map<String, Object> event(QueuedOrderLogEntry event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", event.at().toString());
        fields.put("kind", event.kind());
        fields.put("attempts", event.attempt());
        event.worker().ifPresent(worker -> fields.put("worker", worker));
        fields.put("details", new TreeMap<>(event.details()));
        return fields;
    }

    static void health(JsonReport report, QueueHealth health) {
        Map<String, Object> states = new TreeMap<>();
        health.ordersByState().forEach((state, count) -> states.put(state.name().toLowerCase(Locale.ROOT), count));
        Map<String, Object> paused = new TreeMap<>();
        health.pausedLimits().forEach((limit, until) -> paused.put(limit, until.toString()));
        report.put("orders", states)
                .put("oldest_queued_seconds", health.oldestQueued().map(Duration::toSeconds))
                .put("failed_deliveries", health.failedDeliveries())
                .put("paused_limits", paused)
                .put("live_workers", health.liveWorkers())
                .put("dead_workers", health.deadWorkers())
                .put("needs_person", health.needsPerson());
    }
}
