package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GaugesTest {

    private static final TextToVideoRequest REQUEST =
            TextToVideoRequest.builder().prompt("A heron at dawn").build();

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @TempDir
    private Path folder;

    @RegisterExtension
    final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder())
            .client(builder -> builder.property("pixazo.max-concurrent-tasks", "1")
                    .maxSubmitAttempts(1)
                    .journal(FileJournal.at(folder.resolve("orders.journal"))));

    private double gauge(String name) {
        return meters.get(name).tag("provider", "pixazo").gauge().value();
    }

    @Test
    void waiting_orders_and_tasks_are_read_from_the_client(VideoClient client) {
        new DispatcherMetrics(client).bindTo(meters);
        assertThat(gauge("reel4j.dispatcher.waiting")).isZero();
        VideoTask task = client.submit(REQUEST);
        var second = client.submitAsync(REQUEST);
        var third = client.submitAsync(REQUEST);
        assertThat(gauge("reel4j.dispatcher.waiting")).isEqualTo(2);
        assertThat(gauge("reel4j.dispatcher.tasks")).isEqualTo(1);
        assertThat(gauge("reel4j.dispatcher.paused")).isZero();
        assertThat(List.of(second.cancel(false), third.cancel(false))).containsOnly(true);
        assertThat(task.ref()).isNotNull();
    }

    @Test
    void a_pause_is_1(VideoClient client) {
        new DispatcherMetrics(client).bindTo(meters);
        pixazo.nextSubmit(Fault.http(429).retryAfter(5, java.util.concurrent.TimeUnit.MINUTES));
        var unused = catchThrowableOfType(VideoException.class, () -> client.submit(REQUEST));
        assertThat(gauge("reel4j.dispatcher.paused")).isEqualTo(1);
    }

    @Test
    void two_clients_are_distinguished_by_tags() {
        InMemoryVideoProvider memory = new InMemoryVideoProvider();
        try (VideoClient first = VideoClient.builder().providers(memory).build();
                VideoClient second = VideoClient.builder().providers(memory).build()) {
            new DispatcherMetrics(first, Tags.of("client", "first")).bindTo(meters);
            new DispatcherMetrics(second, Tags.of("client", "second")).bindTo(meters);
            assertThat(meters.get("reel4j.dispatcher.tasks").gauges()).hasSize(2);
        }
    }

    @Test
    void unknown_orders_are_counted_in_the_journal(VideoClient client) {
        UnknownOrderMetrics.of(FileJournal.at(folder.resolve("orders.journal"))).bindTo(meters);
        assertThat(meters.get("reel4j.orders.unknown").gauge().value()).isZero();
        pixazo.nextSubmit(Fault.connectionReset());
        var unused = catchThrowableOfType(VideoException.class, () -> client.submit(REQUEST));
        clock.add(Duration.ofSeconds(30));
        assertThat(meters.get("reel4j.orders.unknown").gauge().value()).isEqualTo(1);
    }

    @Test
    void unknown_orders_are_counted_at_most_once_in_30_seconds() {
        AtomicInteger counts = new AtomicInteger();
        new UnknownOrderMetrics(counts::incrementAndGet).bindTo(meters);
        for (int i = 0; i < 3; i++) {
            assertThat(meters.get("reel4j.orders.unknown").gauge().value()).isEqualTo(1);
        }
        clock.add(Duration.ofSeconds(30));
        assertThat(meters.get("reel4j.orders.unknown").gauge().value()).isEqualTo(2);
    }

    @Test
    void a_count_that_fails_is_not_a_number() {
        new UnknownOrderMetrics(() -> {
                    throw new IllegalStateException("no database");
                })
                .bindTo(meters);
        assertThat(meters.get("reel4j.orders.unknown").gauge().value()).isNaN();
    }
}
