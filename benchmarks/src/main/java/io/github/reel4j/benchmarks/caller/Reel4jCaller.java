package io.github.reel4j.benchmarks.caller;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.provider.pixazo.PixazoProviderFactory;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.tracking.SystemScheduler;
import java.time.Instant;
import java.util.Map;

/** The status port of reel4j's Pixazo provider, including Feign, mapping and redaction. */
final class Reel4jCaller implements Caller {

    private final StatusTracker tracker;
    private final TaskRef task;

    Reel4jCaller(String origin) {
        ProviderId pixazo = ProviderId.of("pixazo");
        Settings settings =
                new Settings(Map.of("pixazo.api-key", KEY, "pixazo.base-url", origin), name -> null, name -> null);
        tracker = new PixazoProviderFactory()
                .create(new ProviderConfig(pixazo, settings, new SystemScheduler()))
                .tracker();
        task = new TaskRef(pixazo, Operation.TEXT_TO_VIDEO, "wan2.2-t2v-plus", TASK, "f4eb9935", Instant.EPOCH);
    }

    @Override
    public void poll() {
        Caller.check(tracker.status(task).get() instanceof TaskStatus.Succeeded);
    }
}
