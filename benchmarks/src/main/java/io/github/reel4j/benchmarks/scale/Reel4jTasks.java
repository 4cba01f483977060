package io.github.reel4j.benchmarks.scale;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for resumed tasks of one client with the Pixazo provider, each as a future. */
final class Reel4jTasks implements ManyTasks {

    private static final ProviderId PIXAZO = ProviderId.of("pixazo");
    private static final int WARM_TASKS = 200;

    private final Punctuality punctuality;
    private final VideoClient client;
    private TaskRef[] tasks = {};
    private CompletableFuture<?>[] videos = {};

    Reel4jTasks(String origin, int max, Duration interval) {
        punctuality = new Punctuality(max, interval);
        Settings settings = new Settings(
                Map.of("pixazo.api-key", "sk-0123456789abcdef", "pixazo.base-url", origin), name -> null, name -> null);
        client = VideoClient.builder()
                .settings(settings)
                .pollPolicy(punctuality.policy())
                .waitTimeout(Duration.ofHours(6))
                .providers(punctuality.factory())
                .build();
    }

    @Override
    public void warmUp() {
        prepare(WARM_TASKS);
        for (int i = 0; i < WARM_TASKS; i++) {
            await(i);
        }
        Scale.pause(Duration.ofSeconds(3));
        for (CompletableFuture<?> video : videos) {
            video.cancel(false);
        }
        prepare(0);
        Scale.pause(Duration.ofSeconds(1));
    }

    @Override
    public void prepare(int count) {
        tasks = new TaskRef[count];
        videos = new CompletableFuture<?>[count];
        for (int i = 0; i < count; i++) {
            // Shares no objects that references read from a database would not share.
            String id = "19d8e7a6-c652-4a51-9d3e-" + String.format("%012d", i);
            tasks[i] = new TaskRef(
                    PIXAZO, Operation.TEXT_TO_VIDEO, text("wan2.2-t2v-plus"), id, text("f4eb9935"), Instant.now());
        }
    }

    private static String text(String value) {
        return String.valueOf(value.toCharArray());
    }

    @Override
    public void await(int number) {
        punctuality.expect(number, System.nanoTime());
        CompletableFuture<GeneratedVideo> video = client.resume(tasks[number]).toFuture();
        videos[number] = video;
    }

    @Override
    public Optional<Punctuality> punctuality() {
        return Optional.of(punctuality);
    }
}
