package io.github.reel4j.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the file operations of one journal, in the order of the calls, on a daemon thread that ends when it is idle. A file system that
 * hangs holds up this thread alone: its callers get a failure in bounded time, and the interrupt of a caller closes no channel.
 * Thread-safe.
 */
final class JournalThread {

    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor executor;

    JournalThread(String name) {
        executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> daemon(work, name));
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What is done on the thread. */
    interface Work<T> {
        T run(Call call) throws IOException;
    }

    /** One call, as both threads see it. */
    static final class Call {

        private final AtomicLong progress = new AtomicLong();
        private final AtomicBoolean started = new AtomicBoolean();
        private volatile boolean abandoned;

        /** The file system has answered: the wait begins anew. */
        void progress() {
            progress.incrementAndGet();
        }

        /** Whether the caller has been told that it failed. */
        boolean isAbandoned() {
            return abandoned;
        }
    }

    /** The file system did not answer in time. */
    static final class UnresponsiveException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Waits for the result of {@code work}; an interrupt is kept for later.
     *
     * @param timeout the longest wait without progress
     * @throws UnresponsiveException at the timeout. Work that has not begun by then is never begun
     */
    <T> T call(Duration timeout, Work<T> work) throws IOException {
        Call call = new Call();
        FutureTask<T> task = new FutureTask<>(() -> {
            if (!call.started.compareAndSet(false, true)) {
                throw new UnresponsiveException();
            }
            return work.run(call);
        });
        executor.execute(task);
        boolean interrupted = false;
        long seen = 0;
        try {
            while (true) {
                try {
                    return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (call.progress.get() == seen) {
                        call.abandoned = true;
                        call.started.set(true);
                        executor.remove(task);
                        throw new UnresponsiveException();
                    }
                }
                seen = call.progress.get();
            }
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException e ? e : new IOException(cause);
    }
}
