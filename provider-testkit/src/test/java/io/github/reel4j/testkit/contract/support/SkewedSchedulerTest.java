package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.port.Scheduler.Cancellable;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SkewedSchedulerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void the_clock_differs_by_the_set_duration() {
        try (VirtualTimeScheduler timeline = new VirtualTimeScheduler()) {
            OffsetClockScheduler clock = new OffsetClockScheduler(timeline, InstantSource.fixed(NOW));
            assertThat(clock.now()).isEqualTo(NOW);

            clock.setAhead(Duration.ofMinutes(-2));

            assertThat(clock.now()).isEqualTo("2026-11-20T11:58:00Z");
        }
    }

    @Test
    void delays_are_those_of_the_wrapped_scheduler() throws InterruptedException {
        try (VirtualTimeScheduler timeline = new VirtualTimeScheduler()) {
            OffsetClockScheduler clock = new OffsetClockScheduler(timeline, InstantSource.fixed(NOW));
            BlockingQueue<String> done = new LinkedBlockingQueue<>();

            clock.execute(() -> done.add("at once"));
            Cancellable timer = clock.schedule(Duration.ofSeconds(3), () -> done.add("later"));

            assertThat(timer).isNotNull();
            assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("at once");
            assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo("later");
            assertThat(clock.nanoTime()).isEqualTo(Duration.ofSeconds(3).toNanos());
        }
    }
}
