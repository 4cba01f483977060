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

/** A thread is interrupted after a turn was given to it and before it is told. */
@Timeout(30)
class InterruptedAcquireTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private Runnable beforeTheFirst = () -> {};

    /** Does something of its own before the first work. */
    private final Scheduler blocked = new ForwardingScheduler(time) {
        @Override
        public void execute(Runnable work) {
            Runnable before = beforeTheFirst;
            beforeTheFirst = () -> {};
            before.run();
            super.execute(work);
        }
    };

    @Test
    void its_turn_goes_to_the_next() throws InterruptedException {
        RequestDispatcher dispatcher = SampleDispatchers.limited(blocked, 60_000, 2);
        List<String> sent = new ArrayList<>();
        Thread waiter = new Thread(() -> {
            try {
                assertThat(dispatcher.acquire()).isEmpty();
                sent.add("waiter");
            } catch (InterruptedException e) {
                // Its turn is given up.
            }
        });
        beforeTheFirst = () -> interrupt(waiter);
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
