package io.github.reel4j.fuzz;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A {@link Scheduler} whose time stands still. Timers do not fire, and work runs when {@link #runAll} is called. Not
 * thread-safe.
 */
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

    /** Runs all queued work. */
    void runAll() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }
}
