package io.github.reel4j.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.tracking.SystemScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who makes which poll. */
@Timeout(30)
class DispatcherWorkersTest {

    private static final int CALLS_AT_ONCE = 8;
    private static final int POLLS = 50 * CALLS_AT_ONCE;

    private final VirtualScheduler time = new VirtualScheduler();
    private final List<String> ran = new ArrayList<>();

    private record SamplePoll(Supplier<Optional<Runnable>> call) implements PollJob {

        @Override
        public boolean tryStart() {
            return true;
        }

        @Override
        public double priority() {
            return 0;
        }

        @Override
        public Optional<Runnable> execute() {
            return call.get();
        }
    }

    private static PollJob poll(Runnable call) {
        return new SamplePoll(() -> {
            call.run();
            return Optional.empty();
        });
    }

    private PollJob noted(String name) {
        return poll(() -> ran.add(name));
    }

    @Test
    void calls_that_come_back_together_begin_no_further_worker() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        CountDownLatch allWait = new CountDownLatch(1);
        CyclicBarrier together = new CyclicBarrier(CALLS_AT_ONCE);
        CountDownLatch made = new CountDownLatch(POLLS);
        try (SystemScheduler real = new SystemScheduler()) {
            Scheduler counting = new ForwardingScheduler(real) {
                @Override
                public void execute(Runnable work) {
                    started.incrementAndGet();
                    super.execute(work);
                }
            };
            RequestDispatcher dispatcher = SampleDispatchers.narrow(counting, CALLS_AT_ONCE);
            for (int i = 0; i < POLLS; i++) {
                dispatcher.enqueue(poll(() -> {
                    await(allWait, together);
                    made.countDown();
                }));
            }
            allWait.countDown();
            made.await();
        }
        assertThat(started).hasValue(CALLS_AT_ONCE);
    }

    private static void await(CountDownLatch first, CyclicBarrier then) {
        try {
            first.await();
            then.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_is_told_at_length_keeps_no_call_from_its_place() throws Exception {
        CompletableFuture<String> next = new CompletableFuture<>();
        CompletableFuture<String> reported = new CompletableFuture<>();
        try (SystemScheduler real = new SystemScheduler()) {
            RequestDispatcher dispatcher = SampleDispatchers.narrow(real, 1);
            dispatcher.enqueue(new SamplePoll(() -> Optional.of(() -> reported.complete(next.join()))));
            dispatcher.enqueue(poll(() -> next.complete("made meanwhile")));
            assertThat(reported.get()).isEqualTo("made meanwhile");
        }
    }

    @Test
    void an_order_goes_before_the_poll_that_a_worker_would_make_next() {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        dispatcher.enqueue(poll(() -> {
            ran.add("first");
            dispatcher.submit(
                    () -> {
                        ran.add("order");
                        dispatcher.releaseCall();
                    },
                    rejection -> {});
        }));
        dispatcher.enqueue(noted("second"));
        dispatcher.enqueue(noted("third"));
        time.passAll();
        assertThat(ran).containsExactly("first", "order", "second", "third");
    }

    @Test
    void a_worker_that_takes_one_poll_leaves_none_of_the_others_that_may_be_made() {
        Duration[] duringTheCall = {Duration.ZERO};
        Scheduler going = new ForwardingScheduler(time) {
            @Override
            public long nanoTime() {
                return super.nanoTime() + duringTheCall[0].toNanos();
            }
        };
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(going);
        dispatcher.enqueue(poll(() -> {
            dispatcher.pauseFor(Optional.of(Duration.ofSeconds(1)));
            dispatcher.enqueue(noted("second"));
            dispatcher.enqueue(noted("third"));
            duringTheCall[0] = Duration.ofSeconds(2);
        }));
        time.pass(Duration.ZERO);
        assertThat(ran).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void a_call_that_comes_back_to_a_closed_lane_is_the_last() {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        dispatcher.enqueue(poll(() -> {
            ran.add("first");
            dispatcher.close();
        }));
        dispatcher.enqueue(noted("second"));
        time.passAll();
        assertThat(ran).containsExactly("first");
    }

    @Test
    void a_call_that_ends_in_an_error_gives_its_place_back_once() {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        dispatcher.enqueue(poll(() -> {
            throw new AssertionError("an error, not an exception");
        }));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            dispatcher.submit(() -> places.add(1), rejection -> {});
        }
        assertThatThrownBy(time::passAll).hasMessage("an error, not an exception");
        time.passAll();
        assertThat(places).containsExactly(1);
    }

    @Test
    void the_interrupt_of_one_call_does_not_reach_the_next() throws Exception {
        CountDownLatch bothWait = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (SystemScheduler real = new SystemScheduler()) {
            RequestDispatcher dispatcher = SampleDispatchers.narrow(real, 1);
            dispatcher.enqueue(poll(() -> {
                try {
                    bothWait.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                Thread.currentThread().interrupt();
            }));
            dispatcher.enqueue(
                    poll(() -> interrupted.complete(Thread.currentThread().isInterrupted())));
            bothWait.countDown();
            assertThat(interrupted.get()).isFalse();
        }
    }
}
