package io.github.reel4j.micrometer;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.DispatcherStatus;
import io.github.reel4j.model.ProviderId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Gauges of what waits and runs at each provider of a client: {@code reel4j.dispatcher.waiting}, {@code
 * reel4j.dispatcher.paused} and {@code reel4j.dispatcher.tasks}. Reading them calls no vendor. There are gauges for
 * each provider on the class path that can be created; those of a provider that is not used are 0. The registry does
 * not keep the client from garbage collection. Immutable.
 */
public final class DispatcherMetrics implements MeterBinder {

    private final VideoClient client;
    private final Tags tags;

    /** Creates gauges without further tags, for the only client of a registry. */
    public DispatcherMetrics(VideoClient client) {
        this(client, List.of());
    }

    /**
     * Creates gauges with further tags.
     *
     * @param tags they distinguish the clients of one registry; a registry keeps only the first gauge with the same
     *     name and tags
     */
    public DispatcherMetrics(VideoClient client, Iterable<Tag> tags) {
        this.client = Objects.requireNonNull(client, "client");
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ProviderInfo provider : client.providers()) {
            gauge(registry, ReelMeterDocumentation.DISPATCHER_WAITING, provider.id(), DispatcherStatus::waitingOrders);
            gauge(
                    registry,
                    ReelMeterDocumentation.DISPATCHER_PAUSED,
                    provider.id(),
                    status -> status.pausedUntil().isPresent() ? 1 : 0);
            gauge(registry, ReelMeterDocumentation.DISPATCHER_TASKS, provider.id(), DispatcherStatus::runningTasks);
        }
    }

    private void gauge(
            MeterRegistry registry,
            ReelMeterDocumentation meter,
            ProviderId provider,
            ToDoubleFunction<DispatcherStatus> value) {
        Gauge.builder(meter.getName(), client, read -> read(read, provider, value))
                .description(meter.description())
                .tags(tags.and(ReelKeyName.PROVIDER.asString(), provider.value()))
                .register(registry);
    }

    private static double read(VideoClient client, ProviderId provider, ToDoubleFunction<DispatcherStatus> value) {
        return client.dispatchers().stream()
                .filter(status -> status.provider().equals(provider))
                .mapToDouble(value)
                .sum();
    }
}
