package io.github.reel4j.tracking;

import io.github.reel4j.ForwardingScheduler;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.List;

/** A scheduler whose timers cannot be cancelled, like timers that are about to fire. The test fires them itself. */
final class LateTimers extends ForwardingScheduler {

    private final List<Runnable> timers;

    LateTimers(Scheduler time, List<Runnable> timers) {
        super(time);
        this.timers = timers;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        timers.add(task);
        return () -> {};
    }
}
