package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A scheduler whose clock differs from another clock by a set duration. */
public final class OffsetClockScheduler implements Scheduler {

    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Instant start;
    private volatile Duration ahead = Duration.ZERO;

    public OffsetClockScheduler(Scheduler scheduler, InstantSource clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Sets how far this clock is ahead; negative if it is behind. */
    public void setAhead(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime() + Duration.between(start, clock.instant()).toNanos();
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
