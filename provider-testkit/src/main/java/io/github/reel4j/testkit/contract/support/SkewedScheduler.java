package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A timeline that tells the vendor's time, or one so far from it. */
public final class SkewedScheduler implements Scheduler {

    private final Scheduler scheduler;
    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    public SkewedScheduler(Scheduler scheduler, InstantSource clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    public void setAhead(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return scheduler.schedule(delay, task);
    }

    @Override
    public void execute(Runnable work) {
        scheduler.execute(work);
    }
}
