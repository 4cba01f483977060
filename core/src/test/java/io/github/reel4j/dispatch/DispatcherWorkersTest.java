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

/** Tests which worker makes which poll. */
@Timeout(30)
class DispatcherWorkersTest {

    private static final int MAX_CALLS = 8;
    private static final int POLLS = 50 * MAX_CALLS;

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

    private PollJob recorded(String name) {
        return poll(() -> ran.add(name));
    }

    @Test
    void polls_that_return_together_start_no_further_worker() throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        CountDownLatch allWait = new CountDownLatch(1);
        CyclicBarrier together = new CyclicBarrier(MAX_CALLS);
        CountDownLatch made = new CountDownLatch(POLLS);
        try (SystemScheduler real = new SystemScheduler()) {
            Scheduler counting = new ForwardingScheduler(real) {
                @Override
                public void execute(Runnable work) {
                    started.incrementAndGet();
                    super.execute(work);
                }
            };
            RequestDispatcher dispatcher = SampleDispatchers.narrow(counting, MAX_CALLS);
            for (int i = 0; i < POLLS; i++) {
                dispatcher.enqueue(poll(() -> {
                    await(allWait, together);
                    made.countDown();
                }));
            }
            allWait.countDown();
            made.await();
        }
        assertThat(started).hasValue(MAX_CALLS);
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
    void a_long_notification_holds_no_permit() throws Exception {
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
    void an_order_goes_before_the_next_poll_of_a_worker() {
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
        dispatcher.enqueue(recorded("second"));
        dispatcher.enqueue(recorded("third"));
        time.passAll();
        assertThat(ran).containsExactly("first", "order", "second", "third");
    }

    @Test
    void a_worker_starts_all_other_polls_that_are_permitted() {
        Duration[] duringTheCall = {Duration.ZERO};
        Scheduler advancing = new ForwardingScheduler(time) {
            @Override
            public long nanoTime() {
                return super.nanoTime() + duringTheCall[0].toNanos();
            }
        };
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(advancing);
        dispatcher.enqueue(poll(() -> {
            dispatcher.pauseFor(Optional.of(Duration.ofSeconds(1)));
            dispatcher.enqueue(recorded("second"));
            dispatcher.enqueue(recorded("third"));
            duringTheCall[0] = Duration.ofSeconds(2);
        }));
        time.pass(Duration.ZERO);
        assertThat(ran).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void no_poll_follows_after_close() {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        dispatcher.enqueue(poll(() -> {
            ran.add("first");
            dispatcher.close();
        }));
        dispatcher.enqueue(recorded("second"));
        time.passAll();
        assertThat(ran).containsExactly("first");
    }

    @Test
    void a_poll_that_ends_in_an_error_releases_its_permit_once() {
        RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
        dispatcher.enqueue(poll(() -> {
            throw new AssertionError("an error, not an exception");
        }));
        List<Integer> permits = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            dispatcher.submit(() -> permits.add(1), rejection -> {});
        }
        assertThatThrownBy(time::passAll).hasMessage("an error, not an exception");
        time.passAll();
        assertThat(permits).containsExactly(1);
    }

    @Test
    void an_interrupt_of_one_poll_does_not_reach_the_next() throws Exception {
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
