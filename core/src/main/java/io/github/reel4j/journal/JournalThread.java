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
 * Runs the file operations of one journal in call order on a daemon thread, which ends when it is idle. A file system
 * that hangs blocks only this thread, and callers get a failure in bounded time. An interrupt of a caller does not
 * close the channel. Thread-safe.
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
        thread.setContextClassLoader(null); // an idle thread must not keep a web application in memory
        thread.setDaemon(true);
        return thread;
    }

    /** An operation that runs on the thread. */
    interface FileOperation<T> {
        T run(PendingOperation call) throws IOException;
    }

    /** The state of one call, shared by the caller and the thread. */
    static final class PendingOperation {

        private final AtomicLong progress = new AtomicLong();
        private final AtomicBoolean started = new AtomicBoolean();
        private volatile boolean lockTimeoutPassed;
        private volatile boolean abandoned;

        /** Restarts the timeout, because the file system has responded. */
        void progress() {
            progress.incrementAndGet();
        }

        /** Returns whether the lock is not worth waiting for any more. */
        boolean isLockTimeoutPassed() {
            return lockTimeoutPassed;
        }

        /** Returns whether the caller has already got a failure. */
        boolean isAbandoned() {
            return abandoned;
        }
    }

    /** The file system did not respond within the timeout. */
    static final class UnresponsiveException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Runs {@code operation} on the thread and waits for its result. An interrupt does not end the wait; it stays set.
     *
     * @param timeout the longest wait without progress
     * @throws UnresponsiveException after the timeout. An operation that has not started by then never starts
     */
    <T> T call(Duration timeout, FileOperation<T> operation) throws IOException {
        return call(Duration.ZERO, timeout, operation);
    }

    /**
     * Runs {@code operation} as {@link #call(Duration, FileOperation)}, with time for a lock before. The caller
     * measures this time while it waits. A timer of {@code CompletableFuture} would do so on a thread that the JDK
     * starts once and never ends, and which would keep the class loader of the web application that was first.
     *
     * @param lockTimeout after which {@link PendingOperation#isLockTimeoutPassed()} returns true
     */
    <T> T call(Duration lockTimeout, Duration timeout, FileOperation<T> operation) throws IOException {
        PendingOperation call = new PendingOperation();
        FutureTask<T> task = new FutureTask<>(() -> {
            if (!call.started.compareAndSet(false, true)) {
                throw new UnresponsiveException();
            }
            return operation.run(call);
        });
        executor.execute(task);
        boolean interrupted = false;
        long seen = 0;
        try {
            while (true) {
                try {
                    return task.get((call.lockTimeoutPassed ? timeout : lockTimeout).toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (!call.lockTimeoutPassed) {
                        call.lockTimeoutPassed = true;
                    } else if (call.progress.get() == seen) {
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
