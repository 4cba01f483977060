package io.github.reel4j.tracking;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program's code on threads of its own: listeners, subscribers, and stages that depend on a future. It runs on
 * workers that hold no permit and no lock, so code that blocks delays only its own thread. At most
 * {@value #MAX_THREADS} threads run concurrently; further code waits in FIFO order. Thread-safe.
 */
@Singleton
public final class ListenerExecutor {

    public static final int MAX_THREADS = 256;

    private static final SafeLog LOG = SafeLog.of(ListenerExecutor.class);

    private final Scheduler scheduler;
    private final Queue<Runnable> queued = new ArrayDeque<>(); // guarded by this
    private final Set<Thread> running = new HashSet<>(); // guarded by this
    private int threads; // guarded by this

    @Inject
    ListenerExecutor(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs {@code code} on a worker. Logs what it throws. */
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
        } catch (RejectedExecutionException e) { // the scheduler is closed, but futures must still complete
            Thread late = new Thread(this::drain, "reel4j-late");
            late.setDaemon(true);
            late.start();
        }
    }

    /** Waits until all code has run, at most {@code max}. Returns immediately on a thread that runs such code. */
    public synchronized void awaitIdle(Duration max) {
        long deadline = scheduler.nanoTime() + max.toNanos();
        try {
            while (threads > 0 && !running.contains(Thread.currentThread())) {
                long remaining = deadline - scheduler.nanoTime();
                if (remaining <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, remaining);
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

    /** Runs {@code code} on this thread. Logs what it throws, including errors such as failed assertions. */
    static void run(Runnable code) {
        try {
            code.run();
        } catch (Throwable e) { // errors too: other code must still run
            report(e);
        } finally {
            var unused = Thread.interrupted(); // the interrupt was meant for this code
        }
    }

    private static void report(Throwable failure) {
        LOG.warn("a listener or callback of the program threw; reel4j continues", failure);
    }
}
