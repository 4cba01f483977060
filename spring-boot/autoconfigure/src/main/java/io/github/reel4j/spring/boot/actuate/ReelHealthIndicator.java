package io.github.reel4j.spring.boot.actuate;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Reports whether the application can order videos. Calls no vendor, because a call counts against the vendor's limits.
 * {@code UP}; {@code OUT_OF_SERVICE} without an API key if {@code reel4j.require-key} is set; {@code DOWN} if the
 * database of the order queue cannot be used. Unknown orders are details and do not change the status, because a
 * restart does not resolve them.
 */
final class ReelHealthIndicator extends AbstractHealthIndicator {

    private final VideoClient client;
    private final List<OrderStatusSource> records;
    private final boolean keyRequired;

    ReelHealthIndicator(VideoClient client, List<OrderStatusSource> records, boolean keyRequired) {
        super("The order queue cannot be read");
        this.client = client;
        this.records = List.copyOf(records);
        this.keyRequired = keyRequired;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, Object> providers = new TreeMap<>();
        List<ProviderInfo> found = client.providers();
        found.forEach(provider -> providers.put(provider.id().value(), Map.of("hasKey", provider.hasKey())));
        if (keyRequired && found.stream().noneMatch(ProviderInfo::hasKey)) {
            builder.outOfService();
        } else {
            builder.up();
        }
        builder.withDetail("providers", providers);
        Map<String, Object> paused = new TreeMap<>();
        client.dispatchers()
                .forEach(dispatcher -> dispatcher
                        .pausedUntil()
                        .ifPresent(until -> paused.put(dispatcher.provider().value(), until.toString())));
        if (!paused.isEmpty()) {
            builder.withDetail("pausedUntil", paused);
        }
        records.forEach(each -> each.summary().forEach(builder::withDetail));
    }
}
