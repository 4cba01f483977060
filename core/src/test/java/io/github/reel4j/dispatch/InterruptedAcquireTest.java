package io.github.reel4j.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread is interrupted after its permit was taken and before it wakes up. */
@Timeout(30)
class InterruptedAcquireTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private Runnable beforeFirstWork = () -> {};

    /** A scheduler that runs {@code beforeFirstWork} before the first work. */
    private final Scheduler delayed = new ForwardingScheduler(time) {
        @Override
        public void execute(Runnable work) {
            Runnable before = beforeFirstWork;
            beforeFirstWork = () -> {};
            before.run();
            super.execute(work);
        }
    };

    @Test
    void a_permit_of_an_interrupted_thread_goes_to_the_next() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.limited(delayed, 60_000, 2);
        List<String> sent = new ArrayList<>();
        Thread waiter = new Thread(() -> {
            try {
                assertThat(dispatcher.acquire()).isEmpty();
                sent.add("waiter");
            } catch (InterruptedException e) {
                // Its permit is released.
            }
        });
        beforeFirstWork = () -> interrupt(waiter);
        dispatcher.pauseFor(Optional.of(Duration.ofSeconds(1)));
        dispatcher.submit(() -> sent.add("first"), rejection -> {});
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        dispatcher.submit(() -> sent.add("third"), rejection -> {});
        time.pass(Duration.ofSeconds(1));

        assertThat(sent).containsExactlyInAnyOrder("first", "third");
    }

    private static void interrupt(Thread waiter) {
        waiter.interrupt();
        try {
            waiter.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
