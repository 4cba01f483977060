package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@Tag("fault-139")
class ListenerExecutorTest {

    private final VirtualScheduler time = new VirtualScheduler();

    @Test
    void a_hundred_thousand_callbacks_use_at_most_the_allowed_threads() {
        AtomicInteger started = new AtomicInteger();
        ListenerExecutor executor = new ListenerExecutor(new ForwardingScheduler(time) {
            @Override
            public void execute(Runnable work) {
                started.incrementAndGet();
                super.execute(work);
            }
        });
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            executor.execute(ran::incrementAndGet);
        }
        time.passAll();
        assertThat(ran).hasValue(100_000);
        assertThat(started).hasValue(ListenerExecutor.MAX_THREADS);
    }

    @Test
    void code_that_throws_does_not_stop_other_code() {
        ListenerExecutor executor = new ListenerExecutor(time);
        List<String> ran = new ArrayList<>();
        executor.execute(() -> {
            throw new AssertionError("an error");
        });
        executor.execute(() -> ran.add("next"));
        time.passAll();
        assertThat(ran).containsExactly("next");
    }

    @Test
    void code_runs_even_after_the_scheduler_is_closed() throws Exception {
        ListenerExecutor executor = new ListenerExecutor(time);
        time.close();
        CompletableFuture<String> ran = new CompletableFuture<>();
        executor.execute(() -> ran.complete("ran"));
        assertThat(ran.get(15, TimeUnit.SECONDS)).isEqualTo("ran");
    }

    @Test
    void await_idle_is_bounded_and_returns_once_all_code_has_run() throws Exception {
        try (SystemScheduler real = new SystemScheduler()) {
            ListenerExecutor executor = new ListenerExecutor(real);
            CountDownLatch freed = new CountDownLatch(1);
            CompletableFuture<Boolean> blocked = new CompletableFuture<>();
            executor.execute(() -> {
                try {
                    blocked.complete(freed.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    blocked.completeExceptionally(e);
                }
            });
            executor.awaitIdle(Duration.ofMillis(20));
            assertThat(blocked).isNotDone();
            freed.countDown();
            executor.awaitIdle(Duration.ofSeconds(20));
            assertThat(blocked).isDone();
        }
    }

    @Test
    void await_idle_does_not_wait_for_its_own_thread() throws Exception {
        try (SystemScheduler real = new SystemScheduler()) {
            ListenerExecutor executor = new ListenerExecutor(real);
            CompletableFuture<String> finished = new CompletableFuture<>();
            executor.execute(() -> {
                executor.awaitIdle(Duration.ofDays(1));
                finished.complete("finished");
            });
            assertThat(finished.get(15, TimeUnit.SECONDS)).isEqualTo("finished");
        }
    }

    @Test
    void a_slow_listener_receives_the_latest_1000_values_in_order() {
        ListenerExecutor executor = new ListenerExecutor(time);
        List<Integer> received = new ArrayList<>();
        SerialListener<Integer> listener = new SerialListener<>(executor, received::add);
        for (int i = 0; i < 1_500; i++) {
            listener.publish(i);
        }
        time.passAll();
        assertThat(received).hasSize(1_000).isSorted().startsWith(500).endsWith(1_499);
    }
}
