package io.github.reel4j.spring.boot.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.micrometer.DispatcherMetrics;
import io.github.reel4j.micrometer.MicrometerInstrumentation;
import io.github.reel4j.micrometer.UnknownOrderMetrics;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ReelAutoConfiguration.class, ReelObservationAutoConfiguration.class))
            .withPropertyValues("reel4j.provider=fal");

    private ApplicationContextRunner withRegistry() {
        return runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new);
    }

    @Test
    void an_order_is_observed_and_counted() {
        List<String> observed = new CopyOnWriteArrayList<>();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new NameRecorder(observed));
        try (Simulator fal = FalSimulator.create()) {
            withRegistry()
                    .withBean(ObservationRegistry.class, () -> observations)
                    .withPropertyValues("fal.api-key=sesame", "fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        VideoClient client = context.getBean(VideoClient.class);
                        assertThat(client.submit(TextToVideoRequest.builder()
                                                .prompt("a kitten")
                                                .build())
                                        .ref())
                                .isNotNull();
                        client.close(); // waits for the listeners
                        assertThat(context.getBean(MeterRegistry.class)
                                        .find("reel4j.orders")
                                        .counters())
                                .singleElement()
                                .satisfies(
                                        counter -> assertThat(counter.count()).isEqualTo(1));
                    });
        }
        assertThat(observed).contains("reel4j.submit");
    }

    @Test
    void gauges_are_there_for_client_and_journal(@TempDir Path folder) {
        withRegistry()
                .run(context -> assertThat(context)
                        .hasSingleBean(DispatcherMetrics.class)
                        .doesNotHaveBean(UnknownOrderMetrics.class));
        withRegistry()
                .withPropertyValues("reel4j.journal.file=" + folder.resolve("orders.journal"))
                .run(context -> assertThat(context).hasSingleBean(UnknownOrderMetrics.class));
    }

    @Test
    void nothing_is_observed_unless_all_parts_are_there() {
        runner.run(context -> assertThat(context).doesNotHaveBean(MicrometerInstrumentation.class));
        withRegistry()
                .withPropertyValues("reel4j.observations.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(MicrometerInstrumentation.class));
        withRegistry()
                .withPropertyValues("reel4j.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(MicrometerInstrumentation.class));
        for (String missing : List.of("io.github.reel4j.micrometer", "io.micrometer")) {
            runner.withClassLoader(new FilteredClassLoader(missing))
                    .run(context -> assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(VideoClient.class)
                            .doesNotHaveBean("reelInstrumentation"));
        }
    }

    @Test
    void the_instrumentation_of_the_application_wins() {
        withRegistry()
                .withBean(
                        "own",
                        MicrometerInstrumentation.class,
                        () -> MicrometerInstrumentation.builder(ObservationRegistry.NOOP, new SimpleMeterRegistry())
                                .build())
                .run(context -> assertThat(context)
                        .hasSingleBean(MicrometerInstrumentation.class)
                        .hasBean("own"));
    }

    private record NameRecorder(List<String> names) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            names.add(context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
