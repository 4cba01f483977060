package io.github.reel4j.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.ForwardingTimeline;
import io.github.reel4j.VirtualTimeline;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.tracking.SystemTimeline;
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
class LaneWorkersTest {

    private static final int CALLS_AT_ONCE = 8;
    private static final int POLLS = 50 * CALLS_AT_ONCE;

    private final VirtualTimeline time = new VirtualTimeline();
    private final List<String> ran = new ArrayList<>();

    private record SamplePoll(Supplier<Optional<Runnable>> call) implements Poll {

        @Override
        public boolean claim() {
            return true;
        }

        @Override
        public double worth() {
            return 0;
        }

        @Override
        public Optional<Runnable> run() {
            return call.get();
        }
    }

    private static Poll poll(Runnable call) {
        return new SamplePoll(() -> {
            call.run();
            return Optional.empty();
        });
    }

    private Poll noted(String name) {
        return poll(() -> ran.add(name));
    }

    @Test
    void calls_that_come_back_together_begin_no_further_worker() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch allWait = new CountDownLatch(1);
        CyclicBarrier together = new CyclicBarrier(CALLS_AT_ONCE);
        CountDownLatch made = new CountDownLatch(POLLS);
        try (SystemTimeline real = new SystemTimeline()) {
            Timeline counting = new ForwardingTimeline(real) {
                @Override
                public void execute(Runnable work) {
                    begun.incrementAndGet();
                    super.execute(work);
                }
            };
            Lane lane = SampleLanes.narrow(counting, CALLS_AT_ONCE);
            for (int i = 0; i < POLLS; i++) {
                lane.offer(poll(() -> {
                    await(allWait, together);
                    made.countDown();
                }));
            }
            allWait.countDown();
            made.await();
        }
        assertThat(begun).hasValue(CALLS_AT_ONCE);
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
        CompletableFuture<String> told = new CompletableFuture<>();
        try (SystemTimeline real = new SystemTimeline()) {
            Lane lane = SampleLanes.narrow(real, 1);
            lane.offer(new SamplePoll(() -> Optional.of(() -> told.complete(next.join()))));
            lane.offer(poll(() -> next.complete("made meanwhile")));
            assertThat(told.get()).isEqualTo("made meanwhile");
        }
    }

    @Test
    void an_order_goes_before_the_poll_that_a_worker_would_make_next() {
        Lane lane = SampleLanes.narrow(time, 1);
        lane.offer(poll(() -> {
            ran.add("first");
            lane.queue(
                    () -> {
                        ran.add("order");
                        lane.over();
                    },
                    refusal -> {});
        }));
        lane.offer(noted("second"));
        lane.offer(noted("third"));
        time.passAll();
        assertThat(ran).containsExactly("first", "order", "second", "third");
    }

    @Test
    void a_worker_that_takes_one_poll_leaves_none_of_the_others_that_may_be_made() {
        Duration[] duringTheCall = {Duration.ZERO};
        Timeline going = new ForwardingTimeline(time) {
            @Override
            public long nanoTime() {
                return super.nanoTime() + duringTheCall[0].toNanos();
            }
        };
        Lane lane = SampleLanes.unlimited(going);
        lane.offer(poll(() -> {
            lane.slowDown(Optional.of(Duration.ofSeconds(1)));
            lane.offer(noted("second"));
            lane.offer(noted("third"));
            duringTheCall[0] = Duration.ofSeconds(2);
        }));
        time.pass(Duration.ZERO);
        assertThat(ran).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void a_call_that_comes_back_to_a_closed_lane_is_the_last() {
        Lane lane = SampleLanes.narrow(time, 1);
        lane.offer(poll(() -> {
            ran.add("first");
            lane.close();
        }));
        lane.offer(noted("second"));
        time.passAll();
        assertThat(ran).containsExactly("first");
    }

    @Test
    void a_call_that_ends_in_an_error_gives_its_place_back_once() {
        Lane lane = SampleLanes.narrow(time, 1);
        lane.offer(poll(() -> {
            throw new AssertionError("an error, not an exception");
        }));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lane.queue(() -> places.add(1), refusal -> {});
        }
        assertThatThrownBy(time::passAll).hasMessage("an error, not an exception");
        time.passAll();
        assertThat(places).containsExactly(1);
    }

    @Test
    void the_interrupt_of_one_call_does_not_reach_the_next() throws Exception {
        CountDownLatch bothWait = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (SystemTimeline real = new SystemTimeline()) {
            Lane lane = SampleLanes.narrow(real, 1);
            lane.offer(poll(() -> {
                try {
                    bothWait.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                Thread.currentThread().interrupt();
            }));
            lane.offer(poll(() -> interrupted.complete(Thread.currentThread().isInterrupted())));
            bothWait.countDown();
            assertThat(interrupted.get()).isFalse();
        }
    }
}
