package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.TaskStatus;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SystemSchedulerTest {

    @Test
    void a_timer_fires_on_a_daemon_thread_unless_cancelled() throws Exception {
        try (SystemScheduler time = new SystemScheduler()) {
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

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 2, -5_000_001, -1, 0, 1, 7_777_777, Long.MAX_VALUE / 2})
    void timers_of_one_tick_fire_together_and_never_early(long now) {
        for (long delay : new long[] {0, 1, 1_999_999, 2_000_000, 2_000_001, 86_400_000_000_000L}) {
            long firesAfter = SystemScheduler.roundToGranularity(now, delay);
            assertThat(firesAfter).isBetween(delay, delay + SystemScheduler.TIMER_GRANULARITY - 1);
            assertThat(SystemScheduler.roundToGranularity(now + firesAfter, 0)).isZero();
        }
        assertThat(SystemScheduler.roundToGranularity(now, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void close_ends_a_sleep() throws Exception {
        SystemScheduler time = new SystemScheduler();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> sleeper = CompletableFuture.runAsync(() -> {
            started.countDown();
            try {
                time.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        started.await();
        time.close();
        assertThatThrownBy(() -> sleeper.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    /** Returns an executor that fails to start a thread that many times. */
    private static ExecutorService exhausted(AtomicInteger failures) {
        return new ThreadPoolExecutor(0, 8, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Test
    @Tag("fault-81")
    void work_without_a_thread_runs_once_there_is_a_thread() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        try (SystemScheduler time = new SystemScheduler(exhausted(failures))) {
            AtomicInteger done = new AtomicInteger();
            CountDownLatch first = new CountDownLatch(1);
            time.execute(() -> {
                done.incrementAndGet();
                first.countDown();
            });
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(done).hasValue(1);
            assertThat(failures.get()).isNegative();
        }
    }

    @Test
    @Tag("fault-81")
    void a_poll_without_a_thread_is_made_later() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (SystemScheduler time = new SystemScheduler(exhausted(new AtomicInteger(2)))) {
            TrackingFixture task = TrackingFixture.resumed(time, each -> {
                ended.countDown();
                return Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
            });
            task.join();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void sleep_ends_after_its_delay_or_an_interrupt() throws Exception {
        try (SystemScheduler time = new SystemScheduler()) {
            time.sleep(Duration.ofMillis(5));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> time.sleep(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void a_closed_scheduler_rejects_everything() {
        SystemScheduler time = new SystemScheduler();
        time.close();
        time.close();
        assertThatThrownBy(() -> time.schedule(Duration.ZERO, () -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> time.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> time.sleep(Duration.ZERO)).isInstanceOf(RejectedExecutionException.class);
    }
}
