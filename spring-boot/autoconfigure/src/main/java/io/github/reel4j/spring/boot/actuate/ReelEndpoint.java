package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.DispatcherStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code reel}: providers and their limits, what waits and runs, the orders by state, and those
 * that need a person. It is read only, calls no vendor, and shows no prompt, no URL and no key.
 */
@Endpoint(id = "reel")
public final class ReelEndpoint {

    private final VideoClient client;
    private final List<OrderStatusSource> records;

    ReelEndpoint(VideoClient client, List<OrderStatusSource> records) {
        this.client = client;
        this.records = List.copyOf(records);
    }

    /** Returns the status as maps, lists, texts and numbers. */
    @ReadOperation
    public Map<String, Object> status() {
        Map<String, DispatcherStatus> dispatchers = new TreeMap<>();
        client.dispatchers().forEach(each -> dispatchers.put(each.provider().value(), each));
        Map<String, Object> providers = new TreeMap<>();
        client.providers().forEach(provider -> providers.put(provider.id().value(), describe(provider, dispatchers)));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("providers", providers);
        if (!records.isEmpty()) {
            Map<String, Long> ordersByState = new TreeMap<>();
            records.forEach(
                    each -> each.ordersByState().forEach((state, n) -> ordersByState.merge(state, n, Long::sum)));
            status.put("ordersByState", ordersByState);
            status.put(
                    "unresolvedOrders",
                    records.stream().flatMap(each -> each.unresolved().stream()).toList());
        }
        return status;
    }

    private static Map<String, Object> describe(ProviderInfo provider, Map<String, DispatcherStatus> dispatchers) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("origin", provider.origin());
        described.put("hasKey", provider.hasKey());
        described.put("models", provider.models().size());
        provider.requestsPerMinute().ifPresent(limit -> described.put("requestsPerMinute", limit));
        provider.maxConcurrentTasks().ifPresent(limit -> described.put("maxConcurrentTasks", limit));
        DispatcherStatus dispatcher = dispatchers.get(provider.id().value());
        if (dispatcher != null) {
            described.put("waitingOrders", dispatcher.waitingOrders());
            described.put("runningRequests", dispatcher.runningRequests());
            described.put("runningTasks", dispatcher.runningTasks());
            dispatcher.pausedUntil().ifPresent(until -> described.put("pausedUntil", until.toString()));
        }
        return described;
    }
}
