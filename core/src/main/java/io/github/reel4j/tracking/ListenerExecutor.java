package io.github.reel4j.tracking;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs users' code: listeners, subscribers, and what depends on futures. Each piece runs on a worker that holds no permit and no lock
 * and that nobody else waits for, so a piece that blocks holds its own thread and no other. At most {@value #MAX_THREADS} run at once;
 * further ones wait, in order. Thread-safe.
 */
public final class ListenerExecutor {

    public static final int MAX_THREADS = 256;

    private static final SafeLog LOG = SafeLog.of(ListenerExecutor.class);

    private final Scheduler scheduler;
    private final Queue<Runnable> queued = new ArrayDeque<>();
    private final Set<Thread> running = new HashSet<>();
    private int threads;

    ListenerExecutor(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs {@code code} on a thread of its own; what it throws is logged. */
    public void execute(Runnable code) {
        synchronized (this) {
            queued.add(code);
            if (threads == MAX_THREADS) {
                return;
            }
            threads++;
        }
        try {
            scheduler.execute(this::drain);
        } catch (RejectedExecutionException e) { // the timeline is closed; who was promised an end is told all the same
            Thread late = new Thread(this::drain, "reel4j-late");
            late.setDaemon(true);
            late.start();
        }
    }

    /** Waits until all code has run, {@code most} at most, and not at all on a thread that runs such code. */
    public synchronized void awaitIdle(Duration max) {
        long deadline = scheduler.nanoTime() + max.toNanos();
        try {
            while (threads > 0 && !running.contains(Thread.currentThread())) {
                long left = deadline - scheduler.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        enter();
        for (Runnable next = take(); next != null; next = take()) {
            run(next);
        }
    }

    private synchronized void enter() {
        running.add(Thread.currentThread());
    }

    private synchronized @Nullable Runnable take() {
        Runnable next = queued.poll();
        if (next == null) {
            threads--;
            running.remove(Thread.currentThread());
            notifyAll();
        }
        return next;
    }

    /** Runs {@code code} on this thread; what it throws, errors such as failed assertions included, is logged. */
    static void run(Runnable code) {
        try {
            code.run();
        } catch (Throwable e) { // an error too: the code of others is next
            report(e);
        } finally {
            var unused = Thread.interrupted(); // was meant for this piece
        }
    }

    private static void report(Throwable problem) {
        LOG.warn("code of the program's threw; reel4j goes on", problem);
    }
}
