package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.SpendLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SpendLimitTrackerTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of(Field.PROMPT, "A kitten"));

    /** A clock that holds each thread between its check and its reservation until both threads have checked. */
    private static final class MeetingClock extends ForwardingScheduler {
        private final CountDownLatch checked = new CountDownLatch(2);
        private final Map<Thread, Integer> calls = new ConcurrentHashMap<>();

        MeetingClock() {
            super(new VirtualScheduler());
        }

        @Override
        public long nanoTime() {
            // The first call of a thread is the check.
            if (calls.merge(Thread.currentThread(), 1, Integer::sum) == 2) {
                checked.countDown();
                try {
                    boolean unused = checked.await(300, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.nanoTime();
        }
    }

    private static OrderIntent intent() {
        return OrderIntent.of(
                OrderId.random(),
                ORDER,
                new Estimate.Known(Money.usd("0.60"), "per video", SampleRequests.anchor("billing")));
    }

    /** Tests of the whole client do not show it: their threads rarely meet between the 2 steps. */
    @Test
    @Tag("fault-208")
    void check_and_reservation_are_one_step() throws Exception {
        SpendLimitTracker reservations =
                new SpendLimitTracker(new SpendLimit(Money.usd("1.00"), Duration.ofDays(1)), new MeetingClock());
        List<FutureTask<Boolean>> orders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            orders.add(new FutureTask<>(() -> reservations.reserve(intent()).isEmpty()));
            new Thread(orders.get(i)).start();
        }

        assertThat(List.of(orders.get(0).get(), orders.get(1).get())).containsExactlyInAnyOrder(true, false);
    }
}
