package io.github.reel4j.tracking;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.List;

/** Alarms that cannot be cancelled any more, as those are whose thread has begun: the test rings them by hand. */
final class LateTimers extends ForwardingScheduler {

    private final List<Runnable> fired;

    LateTimers(Scheduler time, List<Runnable> rung) {
        super(time);
        this.fired = rung;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        fired.add(task);
        return () -> {};
    }
}
