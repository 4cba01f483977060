package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The orders of an order queue. Thread-safe. */
record QueueStatusSource(OrderQueue queue) implements OrderStatusSource {

    @Override
    public Map<String, Object> summary() {
        QueueHealth health = queue.health();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("unknownOrders", health.count(QueuedOrderState.UNKNOWN));
        summary.put("heldOrders", health.count(QueuedOrderState.HELD));
        summary.put("failedDeliveries", health.failedDeliveries());
        summary.put("liveWorkers", health.liveWorkers().size());
        health.oldestQueued().ifPresent(age -> summary.put("oldestQueued", age.toString()));
        if (!health.pausedLimits().isEmpty()) {
            Map<String, String> paused = new TreeMap<>();
            health.pausedLimits().forEach((limit, until) -> paused.put(limit, until.toString()));
            summary.put("pausedLimits", paused);
        }
        return summary;
    }

    @Override
    public Map<String, Long> ordersByState() {
        Map<String, Long> counts = new TreeMap<>();
        queue.health().ordersByState().forEach((state, count) -> counts.put(state.name(), count));
        return counts;
    }

    @Override
    public List<Map<String, String>> unresolved() {
        return queue.unresolved().stream().map(QueueStatusSource::describe).toList();
    }

    private static Map<String, String> describe(QueuedOrder order) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", order.id().toString());
        described.put("key", order.key().value());
        described.put("state", order.state().name());
        order.provider().ifPresent(provider -> described.put("provider", provider.value()));
        order.times().submitted().ifPresent(time -> described.put("submitted", time.toString()));
        return described;
    }
}
