package io.github.reel4j;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** Forwards to another scheduler; extend it to change one method. Sleeping waits for a timer and passes no time. */
public class ForwardingScheduler implements Scheduler {

    private final Scheduler time;

    public ForwardingScheduler(Scheduler time) {
        this.time = time;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }

    @Override
    public void execute(Runnable work) {
        time.execute(work);
    }
}
