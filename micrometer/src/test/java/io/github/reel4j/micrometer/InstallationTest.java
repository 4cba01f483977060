package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks what the instrumentation installs in a client, and that it installs nothing that is not used. */
@Timeout(60)
class InstallationTest {

    private final InMemoryVideoProvider memory = new InMemoryVideoProvider();
    private final List<VideoProvider> decorated = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Orders once with a decorator outside of the instrumentation's. */
    private void order(VideoClientBuilder builder) {
        builder.decorate(provider -> {
            decorated.add(provider);
            return provider;
        });
        try (VideoClient client = builder.providers(memory).build()) {
            client.submit(TextToVideoRequest.builder().prompt("A heron").build());
        }
    }

    @Test
    void without_the_instrumentation_the_provider_is_the_vendors_own() {
        order(VideoClient.builder());
        assertThat(decorated).containsExactly(memory);
    }

    @Test
    void without_observations_and_polls_no_provider_is_decorated() {
        order(MicrometerInstrumentation.builder(ObservationRegistry.NOOP, meters)
                .polls(PollRecording.NONE)
                .build()
                .instrument(VideoClient.builder()));
        assertThat(decorated).containsExactly(memory);
        RecordingTelemetry.await(() -> meters.find("reel4j.orders").counter() != null);
    }

    @Test
    void without_polls_the_tracker_is_the_vendors_own() {
        VideoProvider[] outer = new VideoProvider[1];
        MicrometerInstrumentation.builder(ObservationRegistry.create(), meters)
                .polls(PollRecording.NONE)
                .build()
                .instrument(VideoClient.builder())
                .decorate(provider -> {
                    outer[0] = provider;
                    return provider;
                })
                .providers(memory)
                .build()
                .close();
        assertThat(outer[0].tracker().getClass()).isEqualTo(memory.tracker().getClass());
        assertThat(outer[0].id()).isEqualTo(memory.id());
    }

    @Test
    void a_copied_client_is_instrumented_too() {
        RecordingTelemetry telemetry = new RecordingTelemetry();
        try (VideoClient first = telemetry
                        .instrument(VideoClient.builder())
                        .providers(memory)
                        .build();
                VideoClient copy = first.toBuilder().build()) {
            copy.submit(TextToVideoRequest.builder().prompt("A heron").build());
            RecordingTelemetry.await(() -> telemetry.count("reel4j.orders") == 1);
        }
        assertThat(telemetry.spans()).hasSize(1);
    }
}
