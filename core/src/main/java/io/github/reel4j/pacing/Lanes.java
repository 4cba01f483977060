package io.github.reel4j.pacing;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One lane for each provider of a client, and so for each key. The settings {@code requests-per-minute}, {@code tasks-at-once} and
 * {@code calls-at-once} of a provider go before what it declares. Thread-safe.
 */
@Singleton
public final class Lanes {

    private final Settings settings;
    private final Timeline timeline;
    private final Map<ProviderId, Lane> lanes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Inject
    Lanes(Settings settings, Timeline timeline) {
        this.settings = settings;
        this.timeline = timeline;
    }

    /**
     * The lane of {@code provider}, opened when it is first asked for.
     *
     * @throws InvalidSettingException if a limit is set that is none
     */
    public Lane of(VideoProvider provider) {
        Lane lane = lanes.computeIfAbsent(provider.id(), id -> new Lane(id, timeline, limits(provider)));
        if (closed) {
            lane.close();
        }
        return lane;
    }

    /** Closes all of them, those to come included. */
    public void close() {
        closed = true;
        lanes.values().forEach(Lane::close);
    }

    private LaneLimits limits(VideoProvider provider) {
        ProviderConfig config = new ProviderConfig(provider.id(), settings, timeline);
        return new LaneLimits(
                config.count("requests-per-minute").or(() -> provider.limits().requestsPerMinute()),
                config.count("tasks-at-once").or(() -> provider.limits().tasksAtOnce()),
                config.count("calls-at-once").orElse(LaneLimits.USUAL_CALLS_AT_ONCE));
    }
}
