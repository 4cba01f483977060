package io.github.reel4j.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ForwardingTimeline;
import io.github.reel4j.VirtualTimeline;
import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread is interrupted after a turn was given to it and before it is told. */
@Timeout(30)
class InterruptedTurnTest {

    private final VirtualTimeline time = new VirtualTimeline();
    private Runnable beforeTheFirst = () -> {};

    /** Does something of its own before the first work. */
    private final Timeline held = new ForwardingTimeline(time) {
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
        Lane lane = SampleLanes.limited(held, 60_000, 2);
        List<String> sent = new ArrayList<>();
        Thread waiter = new Thread(() -> {
            try {
                assertThat(lane.awaitTurn()).isEmpty();
                sent.add("waiter");
            } catch (InterruptedException e) {
                // Its turn is given up.
            }
        });
        beforeTheFirst = () -> interrupt(waiter);
        lane.slowDown(Optional.of(Duration.ofSeconds(1)));
        lane.queue(() -> sent.add("first"), refusal -> {});
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        lane.queue(() -> sent.add("third"), refusal -> {});
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
