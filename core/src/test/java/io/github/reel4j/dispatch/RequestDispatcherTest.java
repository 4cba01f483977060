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
    /** What ran, and when, in milliseconds. */
    private final List<String> ran = new ArrayList<>();

    private void note(String what) {
        ran.add(what + " " + time.elapsed().toMillis());
    }

    private PollJob poll(String name, double worth, boolean wanted) {
        return new PollJob() {
            @Override
            public boolean tryStart() {
                return wanted;
            }

            @Override
            public double priority() {
                return worth;
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
    void orders_go_first_then_the_poll_that_is_worth_most() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        order(dispatcher, "first");
        dispatcher.enqueue(poll("dull", 1, true));
        dispatcher.enqueue(poll("keen", 2, true));
        order(dispatcher, "second");
        time.passAll();
        assertThat(ran).containsExactly("first 0", "second 1020", "keen 2040", "dull 3061");
    }

    @Test
    void a_poll_that_nobody_wants_any_more_costs_no_turn() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        order(dispatcher, "order");
        dispatcher.enqueue(poll("forgotten", 9, false));
        dispatcher.enqueue(poll("wanted", 1, true));
        time.passAll();
        assertThat(ran).containsExactly("order 0", "wanted 1020");
    }

    @Test
    @Tag("fault-69")
    void an_order_waits_for_a_task_to_end_and_polls_go_on_meanwhile() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 6000, 1);
        List<String> starved = new ArrayList<>();
        dispatcher.onTaskLimitReached(() -> starved.add("starved"));
        order(dispatcher, "first");
        order(dispatcher, "second");
        dispatcher.enqueue(poll("poll", 1, true));
        time.pass(Duration.ofMinutes(1));
        assertThat(ran).containsExactly("first 0", "poll 0");
        assertThat(starved).isNotEmpty();
        dispatcher.releaseTask();
        time.passAll();
        assertThat(ran).containsExactly("first 0", "poll 0", "second 60000");
    }

    @Test
    void tasks_are_limited_only_by_a_limit() {
        assertThat(SampleDispatchers.limited(time, 60, 2).limitsTasks()).isTrue();
        assertThat(SampleDispatchers.unlimited(time).limitsTasks()).isFalse();
    }

    @Test
    void only_an_order_that_waits_for_a_task_to_end_starves() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 2);
        dispatcher.onTaskLimitReached(() -> note("starved"));
        order(dispatcher, "first");
        order(dispatcher, "waits for the rate");
        time.passAll();
        dispatcher.enqueue(poll("poll", 1, true));
        time.passAll();
        assertThat(ran).containsExactly("first 0", "waits for the rate 1020", "poll 2040");
        order(dispatcher, "waits for a task");
        time.passAll();
        assertThat(ran).contains("starved 2040");
    }

    @Test
    @Tag("fault-69")
    void no_more_calls_are_on_their_way_than_may_be() {
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
    void an_order_whose_time_comes_while_the_lane_looks_at_the_clock_is_sent() {
        Duration[] betweenLooks = {Duration.ZERO};
        Scheduler going = new ForwardingScheduler(time) {
            private long ahead;

            @Override
            public long nanoTime() {
                long now = super.nanoTime() + ahead;
                ahead += betweenLooks[0].toNanos();
                return now;
            }
        };
        RequestDispatcher dispatcher = SampleDispatchers.limited(going, 60, 1000);
        order(dispatcher, "first");
        time.passAll();
        betweenLooks[0] = Duration.ofSeconds(2);
        order(dispatcher, "second");
        time.passAll();
        assertThat(ran).containsExactly("first 0", "second 0");
    }

    @Test
    @Tag("fault-69")
    void a_vendor_that_asks_for_patience_slows_all() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        dispatcher.pauseFor(Optional.of(Duration.ofSeconds(30)));
        order(dispatcher, "order");
        dispatcher.enqueue(poll("poll", 1, true));
        time.passAll();
        assertThat(ran).containsExactly("order 30000", "poll 30000");
    }

    @Test
    void without_a_time_named_pauses_grow_to_20_seconds_until_it_answers() {
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
    void an_order_does_not_wait_longer_than_10_minutes_for_a_pause_to_end() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        order(dispatcher, "before");
        time.passAll();
        dispatcher.pauseFor(Optional.of(Duration.ofMinutes(11)));
        order(dispatcher, "after");
        time.passAll();
        assertThat(ran).containsExactly("before 0", "after RATE_LIMITED 0");
    }

    @Test
    void a_thread_that_waits_is_told_of_the_pause_too() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        dispatcher.pauseFor(Optional.of(Duration.ofMinutes(11)));
        assertThat(dispatcher.acquire().orElseThrow().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(dispatcher.acquire().orElseThrow().retryAfter()).contains(Duration.ofMinutes(11));
    }

    @Test
    @Tag("fault-14")
    void a_thread_waits_for_its_turn() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60, 1000);
        assertThat(dispatcher.acquire()).isEmpty();
        Thread waiter = new Thread(() -> {
            try {
                dispatcher.acquire();
                note("turn");
            } catch (InterruptedException e) {
                note("interrupted");
            }
        });
        waiter.start();
        time.passFor(waiter);
        assertThat(ran).containsExactly("turn 1020");
        assertThat(time.elapsed()).isBetween(Duration.ofMillis(1020), Duration.ofMillis(1021));
    }

    @Test
    void an_interrupted_thread_gives_its_turn_up() throws InterruptedException {
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
    void a_turn_given_to_an_interrupted_thread_comes_back_call_and_task() {
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
    void an_interrupted_thread_that_had_no_turn_yet_gives_none_back() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        assertThat(dispatcher.acquire()).isEmpty();
        Thread.currentThread().interrupt();
        assertThatThrownBy(dispatcher::acquire).isInstanceOf(InterruptedException.class);
        order(dispatcher, "next");
        time.passAll();
        assertThat(ran).as("the first call is still on its way").isEmpty();
        dispatcher.releaseCall();
        time.passAll();
        assertThat(ran).containsExactly("next 0");
    }

    @Test
    @Tag("fault-14")
    @Tag("fault-75")
    void closing_refuses_the_orders_that_wait_and_those_that_come() throws InterruptedException {
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
    void a_closed_timeline_refuses_too() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        time.close();
        order(dispatcher, "order");
        order(dispatcher, "another");
        assertThat(ran).containsExactly("order INTERRUPTED 0", "another INTERRUPTED 0");
    }

    @Test
    @Tag("fault-70")
    void a_hundred_retries_in_a_row_are_early_and_each_answer_affords_a_fifth_of_another() {
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
