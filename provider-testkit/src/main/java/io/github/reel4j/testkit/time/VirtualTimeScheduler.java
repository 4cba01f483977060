package io.github.reel4j.testkit.time;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler with virtual time: when no work is due, the time jumps to the next scheduled task. So 10 minutes of
 * polling take milliseconds, and work runs in the same order as in real time.
 *
 * <p>All tasks run on one daemon thread, so the time stands still while a task blocks. It is also a clock, for
 * simulators that share its time. Thread-safe. Close it to stop its thread.
 */
public final class VirtualTimeScheduler implements Scheduler, InstantSource, AutoCloseable {

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private final List<Duration> waits = new ArrayList<>();
    private final Instant start;
    private Instant now;
    private long count;
    private boolean closed;

    private record Entry(Instant at, long number, Runnable task) {}

    /** Creates a scheduler whose time is {@code start}, and starts its thread. */
    public VirtualTimeScheduler(Instant start) {
        this.start = start;
        this.now = start;
        Thread thread = new Thread(this::run, "reel4j-virtual-time");
        thread.setDaemon(true);
        thread.start();
    }

    /** Creates a scheduler whose time is 2026-01-01T00:00:00Z. */
    public VirtualTimeScheduler() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public Instant instant() {
        return now();
    }

    /** Returns the virtual time that has passed since the start. */
    public synchronized Duration elapsed() {
        return Duration.between(start, now);
    }

    /**
     * Returns the delay of every scheduled task, in the order of the calls. {@link #execute} counts as a delay of zero.
     */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public long nanoTime() {
        return elapsed().toNanos();
    }

    @Override
    public synchronized Cancellable schedule(Duration delay, Runnable task) {
        waits.add(delay);
        Entry entry = new Entry(later(delay), count++, task);
        entries.add(entry);
        notifyAll();
        return () -> cancel(entry);
    }

    @Override
    public void execute(Runnable work) {
        Cancellable unused = schedule(Duration.ZERO, work);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private Instant later(Duration delay) {
        Duration max = Duration.ofDays(365_000);
        return now.plus(delay.compareTo(max) > 0 ? max : delay);
    }

    private synchronized void cancel(Entry entry) {
        entries.remove(entry);
    }

    private void run() {
        while (true) {
            Entry next;
            try {
                next = take();
            } catch (InterruptedException e) {
                return;
            }
            if (next == null) {
                return;
            }
            next.task().run();
        }
    }

    private synchronized @Nullable Entry take() throws InterruptedException {
        while (entries.isEmpty() && !closed) {
            TimeUnit.MINUTES.timedWait(this, 1);
        }
        if (closed) {
            return null;
        }
        Entry next = entries.remove();
        now = next.at().isAfter(now) ? next.at() : now;
        return next;
    }
}
