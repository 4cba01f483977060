package io.github.reel4j.tracking;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the blocking transfers of asynchronous downloads on workers. At most {@value #MAX_TRANSFERS} run concurrently;
 * further ones wait in FIFO order without a thread. Thread-safe.
 */
final class DownloadExecutor {

    static final int MAX_TRANSFERS = 32;

    private static final SafeLog LOG = SafeLog.of(DownloadExecutor.class);

    private final Scheduler scheduler;
    private final Queue<Transfer> queued = new ArrayDeque<>(); // guarded by this
    private int workers; // guarded by this
    private boolean closed; // guarded by this

    DownloadExecutor(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A transfer that waits for a worker, runs or has ended. */
    final class Transfer {

        private final Runnable work;
        private final Runnable onClosed;
        private @Nullable Thread thread; // guarded by this transfer

        private Transfer(Runnable work, Runnable onClosed) {
            this.work = work;
            this.onClosed = onClosed;
        }

        /** Keeps the transfer from starting, or interrupts it if it runs. */
        void cancel() {
            if (!remove(this)) {
                interrupt();
            }
        }

        private synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        private void run() {
            enter(Thread.currentThread());
            try {
                work.run();
            } catch (Throwable e) { // other transfers must still run
                LOG.warn("a download failed: {}", ExceptionName.of(e));
            } finally {
                enter(null);
                var unused = Thread.interrupted(); // the interrupt was meant for this transfer
            }
        }

        private synchronized void enter(@Nullable Thread current) {
            thread = current;
        }
    }

    /**
     * Queues a transfer.
     *
     * @param work ends soon with a failure if its thread is interrupted
     * @param onClosed called instead of {@code work}, on this thread or the one that calls {@link #close}, if the
     *     client is closed first
     */
    Transfer submit(Runnable work, Runnable onClosed) {
        Transfer transfer = new Transfer(work, onClosed);
        boolean rejected;
        boolean starts;
        synchronized (this) {
            rejected = closed;
            starts = !closed && workers < MAX_TRANSFERS;
            if (!closed) {
                queued.add(transfer);
            }
            if (starts) {
                workers++;
            }
        }
        if (rejected) {
            onClosed.run();
        } else if (starts) {
            startWorker();
        }
        return transfer;
    }

    /** Rejects the transfers that wait, and all later ones. Those that run continue. */
    void close() {
        List<Transfer> rejected;
        synchronized (this) {
            closed = true;
            rejected = List.copyOf(queued);
            queued.clear();
        }
        rejected.forEach(each -> each.onClosed.run());
    }

    /** Waits until no transfer runs, at most {@code max}. */
    synchronized void awaitIdle(Duration max) {
        long deadline = scheduler.nanoTime() + max.toNanos();
        try {
            for (long remaining = max.toNanos(); workers > 0 && remaining > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, remaining);
                remaining = deadline - scheduler.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startWorker() {
        try {
            scheduler.execute(this::drain);
        } catch (RejectedExecutionException e) { // the scheduler is closed
            releaseWorker();
            close();
        }
    }

    private void drain() {
        for (Transfer next = take(); next != null; next = take()) {
            next.run();
        }
    }

    private synchronized @Nullable Transfer take() {
        Transfer next = queued.poll();
        if (next == null) {
            releaseWorker();
        }
        return next;
    }

    private synchronized void releaseWorker() {
        workers--;
        notifyAll();
    }

    private synchronized boolean remove(Transfer transfer) {
        return queued.remove(transfer);
    }
}
