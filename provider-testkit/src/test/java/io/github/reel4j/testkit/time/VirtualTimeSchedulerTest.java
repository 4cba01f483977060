package io.github.reel4j.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualTimeSchedulerTest {

    @Test
    void an_hour_of_waiting_takes_no_time() throws InterruptedException {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler()) {
            time.sleep(Duration.ofHours(1));
            assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void tasks_run_in_order_of_time_unless_cancelled() throws InterruptedException {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler()) {
            List<String> rung = new CopyOnWriteArrayList<>();
            CountDownLatch done = new CountDownLatch(1);
            time.execute(() -> {
                Scheduler.Cancellable unused = time.schedule(Duration.ofSeconds(2), () -> rung.add("late"));
                Scheduler.Cancellable unusedToo = time.schedule(Duration.ofSeconds(1), () -> rung.add("early"));
                Scheduler.Cancellable cancelled = time.schedule(Duration.ofSeconds(1), () -> rung.add("never"));
                cancelled.cancel();
                Scheduler.Cancellable unusedLast = time.schedule(Duration.ofSeconds(3), done::countDown);
            });
            done.await();
            assertThat(rung).containsExactly("early", "late");
        }
    }
}
