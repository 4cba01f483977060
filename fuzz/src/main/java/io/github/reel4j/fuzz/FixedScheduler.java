package io.github.reel4j.fuzz;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/** Time that stands: no alarm rings, and work waits until it is told to be done. One thread at a time. */
public final class FixedScheduler implements Scheduler {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private final Queue<Runnable> work = new ArrayDeque<>();

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        if (delay.isZero() || delay.isNegative()) {
            work.add(task);
        }
        return () -> {};
    }

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    /** Does what there is to do now. */
    void work() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }
}
