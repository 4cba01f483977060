package io.github.reel4j.tracking;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A thread-safe {@link Scheduler} whose clocks never throw and never return null. It wraps the program's scheduler. If
 * a clock of the program throws or returns null, the system clock continues from the last time that was read, because a
 * failing clock could lose a paid task.
 */
public final class GuardedScheduler implements Scheduler {

    private static final SafeLog LOG = SafeLog.of(GuardedScheduler.class);

    private final Scheduler scheduler;
    private final AtomicBoolean warned = new AtomicBoolean();
    /** How far each clock was ahead of the system clock when it was last read. */
    private volatile Duration wallAhead = Duration.ZERO;

    private volatile long nanosAhead;

    public GuardedScheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Returns the wall time. Never throws. */
    @Override
    public Instant now() {
        try {
            Instant now = scheduler.now();
            wallAhead = Duration.between(SystemScheduler.systemNow(), now); // throws if it is null
            return now;
        } catch (Throwable e) { // errors too: the caller may hold a paid task
            warn(e);
            return SystemScheduler.systemNow().plus(wallAhead);
        }
    }

    /** Returns the monotonic time. Never throws. */
    @Override
    public long nanoTime() {
        try {
            long nanos = scheduler.nanoTime();
            nanosAhead = nanos - SystemScheduler.systemNanos();
            return nanos;
        } catch (Throwable e) { // errors too: the caller may hold a paid task
            warn(e);
            return SystemScheduler.systemNanos() + nanosAhead;
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return scheduler.schedule(delay, task);
    }

    @Override
    public void execute(Runnable work) {
        scheduler.execute(work);
    }

    @Override
    public void sleep(Duration delay) throws InterruptedException {
        scheduler.sleep(delay);
    }

    private void warn(Throwable failure) {
        if (warned.compareAndSet(false, true)) {
            LOG.warn("the program's clock failed; the system clock is used instead: {}", ExceptionName.of(failure));
        }
    }
}
