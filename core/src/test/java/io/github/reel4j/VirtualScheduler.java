package io.github.reel4j;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * A scheduler whose time passes only on request. All tasks run on the thread that passes the time, in the order of
 * their times, so that tests are deterministic. Thread-safe, but only 1 thread may pass the time.
 */
public final class VirtualScheduler implements Scheduler {

    public static final Instant START = Instant.parse("2026-11-20T08:31:02Z");

    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::number));
    private final Queue<Runnable> work = new ArrayDeque<>();
    private long nanos;
    private long count;
    private boolean closed;
    private boolean running;

    private record Entry(long due, long number, Runnable task) {}

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    public synchronized Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    @Override
    public synchronized Cancellable schedule(Duration delay, Runnable task) {
        refuseIfClosed();
        Entry entry = new Entry(nanos + Math.max(0, delay.toNanos()), count++, task);
        timers.add(entry);
        return () -> cancel(entry);
    }

    private synchronized void cancel(Entry entry) {
        timers.remove(entry);
    }

    @Override
    public synchronized void execute(Runnable task) {
        refuseIfClosed();
        work.add(task);
    }

    @Override
    public void sleep(Duration delay) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        refuseIfClosed();
        pass(delay);
    }

    /** Passes {@code span}, and runs all tasks that become due. */
    public void pass(Duration span) {
        long until = nanoTime() + span.toNanos();
        while (step(until)) {
            // until no task is due
        }
        arriveAt(until);
    }

    /** Calls on a thread of its own, and passes time while that thread is blocked. */
    public <T> T passDuring(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread worker = new Thread(task);
        worker.start();
        passFor(worker);
        return task.get();
    }

    /** Passes time whenever {@code worker} is blocked, until it ends. */
    public void passFor(Thread worker) {
        while (worker.isAlive()) {
            if (worker.getState() != Thread.State.WAITING || !step(Long.MAX_VALUE)) {
                Thread.onSpinWait();
            }
        }
    }

    /** Passes time until no task is left, at most 1 day. */
    public void passAll() {
        long max = nanoTime() + Duration.ofDays(1).toNanos();
        while (step(max)) {
            // until no task is left
        }
    }

    /** Returns the number of scheduled tasks. */
    public synchronized int pending() {
        return timers.size() + work.size();
    }

    public synchronized void close() {
        closed = true;
        timers.clear();
        work.clear();
    }

    private boolean step(long until) {
        Optional<Runnable> next = next(until);
        if (next.isEmpty()) {
            return false;
        }
        running = true;
        try {
            next.get().run();
        } finally {
            running = false;
        }
        return true;
    }

    private synchronized Optional<Runnable> next(long until) {
        if (running) {
            throw new IllegalStateException("time must not be moved from within an alarm");
        }
        if (!work.isEmpty()) {
            return Optional.of(work.remove());
        }
        Entry entry = timers.peek();
        if (entry == null || entry.due() > until) {
            return Optional.empty();
        }
        timers.remove();
        arriveAt(entry.due());
        return Optional.of(entry.task());
    }

    private synchronized void arriveAt(long time) {
        nanos = Math.max(nanos, time);
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
    }
}
