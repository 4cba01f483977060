package io.github.reel4j.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RequestDispatcherTest {

    private final VirtualScheduler time = new VirtualScheduler();
    /** The name of each request that ran, and its time in milliseconds. */
    private final List<String> ran = new ArrayList<>();

    private void note(String what) {
        ran.add(what + " " + time.elapsed().toMillis());
    }

    private PollJob poll(String name, double priority, boolean wanted) {
        return new PollJob() {
            @Override
            public boolean tryStart() {
                return wanted;
            }

            @Override
            public double priority() {
                return priority;
            }

            @Override
            public Optional<Runnable> execute() {
                note(name);
                return Optional.empty();
            }
        };
    }

    private void order(RequestDispatcher dispatcher, String name) {
        dispatcher.submit(
                () -> {
                    note(name);
                    dispatcher.releaseCall();
                },
                rejection -> note(name + " " + rejection.kind()));
    }

    @Test
    void orders_go_first_then_polls_by_priority() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        order(dispatcher, "first");
        dispatcher.enqueue(poll("low", 1, true));
        dispatcher.enqueue(poll("high", 2, true));
        order(dispatcher, "second");
        time.passAll();
        assertThat(ran).containsExactly("first 0", "second 1020", "high 2040", "low 3061");
    }

    @Test
    void a_poll_without_a_wait_costs_no_permit() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        order(dispatcher, "order");
        dispatcher.enqueue(poll("unwanted", 9, false));
        dispatcher.enqueue(poll("wanted", 1, true));
        time.passAll();
        assertThat(ran).containsExactly("order 0", "wanted 1020");
    }

    @Test
    @Tag("fault-69")
    void polls_continue_while_an_order_waits_for_a_task_to_end() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 6000, 1);
        List<String> notified = new ArrayList<>();
        dispatcher.onTaskLimitReached(() -> notified.add("limit reached"));
        order(dispatcher, "first");
        order(dispatcher, "second");
        dispatcher.enqueue(poll("poll", 1, true));
        time.pass(Duration.ofMinutes(1));
        assertThat(ran).containsExactly("first 0", "poll 0");
        assertThat(notified).isNotEmpty();
        dispatcher.releaseTask();
        time.passAll();
        assertThat(ran).containsExactly("first 0", "poll 0", "second 60000");
    }

    @Test
    void limits_tasks_only_with_a_task_limit() {
        assertThat(SampleDispatchers.limited(time, 60, 2).limitsTasks()).isTrue();
        assertThat(SampleDispatchers.unlimited(time).limitsTasks()).isFalse();
    }

    @Test
    void only_an_order_that_waits_for_a_task_calls_the_listener() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 2);
        dispatcher.onTaskLimitReached(() -> note("limit reached"));
        order(dispatcher, "first");
        order(dispatcher, "waits for the rate");
        time.passAll();
        dispatcher.enqueue(poll("poll", 1, true));
        time.passAll();
        assertThat(ran).containsExactly("first 0", "waits for the rate 1020", "poll 2040");
        order(dispatcher, "waits for a task");
        time.passAll();
        assertThat(ran).contains("limit reached 2040");
    }

    @Test
    @Tag("fault-69")
    void concurrent_calls_never_exceed_the_limit() {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 2);
        for (int i = 0; i < 3; i++) {
            String name = "call" + i;
            dispatcher.submit(() -> note(name), rejection -> {});
        }
        time.passAll();
        assertThat(ran).containsExactly("call0 0", "call1 0");
        dispatcher.releaseCall();
        time.passAll();
        assertThat(ran).containsExactly("call0 0", "call1 0", "call2 0");
    }

    @Test
    void an_order_is_sent_if_its_permit_comes_between_two_clock_reads() {
        Duration[] betweenReads = {Duration.ZERO};
        Scheduler advancing = new ForwardingScheduler(time) {
            private long ahead;

            @Override
            public long nanoTime() {
                long now = super.nanoTime() + ahead;
                ahead += betweenReads[0].toNanos();
                return now;
            }
        };
        RequestDispatcher dispatcher = SampleDispatchers.limited(advancing, 60, 1000);
        order(dispatcher, "first");
        time.passAll();
        betweenReads[0] = Duration.ofSeconds(2);
        order(dispatcher, "second");
        time.passAll();
        assertThat(ran).containsExactly("first 0", "second 0");
    }

    @Test
    @Tag("fault-69")
    void a_requested_pause_delays_all_requests() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        dispatcher.pauseFor(Optional.of(Duration.ofSeconds(30)));
        order(dispatcher, "order");
        dispatcher.enqueue(poll("poll", 1, true));
        time.passAll();
        assertThat(ran).containsExactly("order 30000", "poll 30000");
    }

    @Test
    void pauses_without_a_duration_grow_to_20_seconds_until_success() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long before = time.elapsed().toSeconds();
            if (i == 6) {
                dispatcher.onSuccess();
            }
            dispatcher.pauseFor(Optional.empty());
            order(dispatcher, "order");
            time.passAll();
            pauses.add(time.elapsed().toSeconds() - before);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 20L, 1L, 2L);
    }

    @Test
    void an_order_is_rejected_during_a_pause_of_over_10_minutes() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        order(dispatcher, "before");
        time.passAll();
        dispatcher.pauseFor(Optional.of(Duration.ofMinutes(11)));
        order(dispatcher, "after");
        time.passAll();
        assertThat(ran).containsExactly("before 0", "after RATE_LIMITED 0");
    }

    @Test
    void a_blocked_thread_is_rejected_during_a_long_pause() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        dispatcher.pauseFor(Optional.of(Duration.ofMinutes(11)));
        assertThat(dispatcher.acquire().orElseThrow().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(dispatcher.acquire().orElseThrow().retryAfter()).contains(Duration.ofMinutes(11));
    }

    @Test
    @Tag("fault-14")
    void acquire_blocks_until_there_is_a_permit() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        assertThat(dispatcher.acquire()).isEmpty();
        Thread waiter = new Thread(() -> {
            try {
                dispatcher.acquire();
                note("permit");
            } catch (InterruptedException e) {
                note("interrupted");
            }
        });
        waiter.start();
        time.passFor(waiter);
        assertThat(ran).containsExactly("permit 1020");
        assertThat(time.elapsed()).isBetween(Duration.ofMillis(1020), Duration.ofMillis(1021));
    }

    @Test
    void an_interrupted_thread_leaves_the_queue() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 6000, 1);
        assertThat(dispatcher.acquire()).isEmpty();
        Thread waiter = new Thread(() -> {
            try {
                dispatcher.acquire();
            } catch (InterruptedException e) {
                note("interrupted");
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waiter.interrupt();
        waiter.join();
        dispatcher.releaseCall();
        dispatcher.releaseTask();
        order(dispatcher, "next");
        time.passAll();
        assertThat(ran).hasSize(2).startsWith("interrupted 0");
    }

    @Test
    void an_interrupted_thread_releases_its_call_and_task_permit() {
        for (RequestDispatcher dispatcher :
                List.of(SampleDispatchers.narrow(time, 1), SampleDispatchers.limited(time, 60_000, 1))) {
            ran.clear();
            Thread.currentThread().interrupt();
            assertThatThrownBy(dispatcher::acquire).isInstanceOf(InterruptedException.class);
            order(dispatcher, "next");
            time.passAll();
            assertThat(ran).hasSize(1);
        }
    }

    @Test
    void an_interrupted_thread_without_a_permit_releases_none() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        assertThat(dispatcher.acquire()).isEmpty();
        Thread.currentThread().interrupt();
        assertThatThrownBy(dispatcher::acquire).isInstanceOf(InterruptedException.class);
        order(dispatcher, "next");
        time.passAll();
        assertThat(ran).as("the first call has not returned").isEmpty();
        dispatcher.releaseCall();
        time.passAll();
        assertThat(ran).containsExactly("next 0");
    }

    @Test
    @Tag("fault-14")
    @Tag("fault-75")
    void close_rejects_waiting_and_later_orders() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        order(dispatcher, "sent");
        order(dispatcher, "waiting");
        time.pass(Duration.ZERO);
        dispatcher.close();
        order(dispatcher, "late");
        dispatcher.enqueue(poll("poll", 1, true));
        assertThat(dispatcher.acquire().orElseThrow().kind()).isEqualTo(FailureKind.INTERRUPTED);
        time.passAll();
        assertThat(ran).containsExactly("sent 0", "waiting INTERRUPTED 0", "late INTERRUPTED 0");
    }

    @Test
    void orders_are_rejected_when_the_scheduler_is_closed() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        time.close();
        order(dispatcher, "order");
        order(dispatcher, "another");
        assertThat(ran).containsExactly("order INTERRUPTED 0", "another INTERRUPTED 0");
    }

    @Test
    @Tag("fault-70")
    void budget_allows_100_early_retries_and_1_more_per_5_responses() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        int early = 0;
        while (dispatcher.tryAcquireRetry()) {
            early++;
        }
        assertThat(early).isEqualTo(100);
        for (int i = 0; i < 5; i++) {
            assertThat(dispatcher.tryAcquireRetry()).isFalse();
            dispatcher.onSuccess();
        }
        assertThat(dispatcher.tryAcquireRetry()).isTrue();
    }
}
