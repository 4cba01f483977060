package io.github.reel4j.tracking;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A timeline of the program whose clocks can always be read: a clock that throws or returns null would lose a paid task whose answer is
 * being read. Meanwhile the system's clock goes on from the last time that was known. Thread-safe.
 */
public final class GuardedTimeline implements Scheduler {

    private static final SafeLog LOG = SafeLog.of(GuardedTimeline.class);

    private final Scheduler time;
    private final AtomicBoolean warned = new AtomicBoolean();
    /** How far each clock was ahead of the system's when it was last read. */
    private volatile Duration wallAhead = Duration.ZERO;

    private volatile long nanosAhead;

    public GuardedTimeline(Scheduler time) {
        this.time = time;
    }

    /** Returns the wall time. Never throws. */
    @Override
    public Instant now() {
        try {
            Instant now = time.now();
            wallAhead = Duration.between(SystemScheduler.systemNow(), now); // throws if it is null
            return now;
        } catch (Throwable e) { // errors too: a paid task may be in the caller's hands
            warn(e);
            return SystemScheduler.systemNow().plus(wallAhead);
        }
    }

    /** Returns the count for durations. Never throws. */
    @Override
    public long nanoTime() {
        try {
            long nanos = time.nanoTime();
            nanosAhead = nanos - SystemScheduler.systemNanos();
            return nanos;
        } catch (Throwable e) { // errors too: a paid task may be in the caller's hands
            warn(e);
            return SystemScheduler.systemNanos() + nanosAhead;
        }
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }

    @Override
    public void execute(Runnable work) {
        time.execute(work);
    }

    @Override
    public void sleep(Duration delay) throws InterruptedException {
        time.sleep(delay);
    }

    private void warn(Throwable problem) {
        if (warned.compareAndSet(false, true)) {
            LOG.warn("the program's clock failed, the system's is read instead: {}", ExceptionName.of(problem));
        }
    }
}
