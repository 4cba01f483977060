package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SystemTimelineTest {

    @Test
    void an_alarm_rings_on_a_daemon_unless_it_is_cancelled() throws Exception {
        try (SystemTimeline time = new SystemTimeline()) {
            CompletableFuture<Boolean> daemon = new CompletableFuture<>();
            CountDownLatch never = new CountDownLatch(1);
            time.schedule(Duration.ofMillis(20), never::countDown).cancel();
            time.schedule(
                    Duration.ofMillis(40),
                    () -> daemon.complete(Thread.currentThread().isDaemon()));
            assertThat(daemon.get()).isTrue();
            assertThat(never.getCount()).isEqualTo(1);
        }
    }

    @Test
    void a_sleeper_is_woken_when_the_timeline_is_closed() throws Exception {
        SystemTimeline time = new SystemTimeline();
        CountDownLatch asleep = new CountDownLatch(1);
        CompletableFuture<Void> sleeper = CompletableFuture.runAsync(() -> {
            asleep.countDown();
            try {
                time.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        asleep.await();
        time.close();
        assertThatThrownBy(() -> sleeper.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void a_sleep_ends_with_its_time_and_with_an_interrupt() throws Exception {
        try (SystemTimeline time = new SystemTimeline()) {
            time.sleep(Duration.ofMillis(5));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> time.sleep(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void once_closed_it_takes_nothing_more() {
        SystemTimeline time = new SystemTimeline();
        time.close();
        time.close();
        assertThatThrownBy(() -> time.schedule(Duration.ZERO, () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> time.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> time.sleep(Duration.ZERO)).isInstanceOf(RejectedExecutionException.class);
    }
}
