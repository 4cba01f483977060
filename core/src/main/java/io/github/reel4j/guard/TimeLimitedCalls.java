package io.github.reel4j.guard;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls code that is not ours on threads of its own, and waits a limited time for it: one that blocks holds up nobody for good. The wait is
 * in real time and is not interrupted; the caller's interrupt stays set. Threads are daemons and end after a second without work.
 * Thread-safe.
 */
public final class TimeLimitedCalls {

    /** So many calls that never returned are enough to know that the next will not either. */
    private static final int MAX_STUCK = 4;

    private final Duration timeout;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger stuck = new AtomicInteger();

    /** @param name of the threads */
    public TimeLimitedCalls(String name, Duration timeout) {
        this.timeout = timeout;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> daemon(work, name));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns what {@code call} returns. One that takes too long is interrupted and left to itself.
     *
     * @throws TimeoutException if it did not return in time, or is not made because several earlier ones have not returned
     * @throws ExecutionException with what it threw
     */
    public <T extends @Nullable Object> T call(Callable<T> call) throws ExecutionException, TimeoutException {
        if (isStuck()) {
            throw new TimeoutException("earlier calls have not returned");
        }
        TimeLimitedCall<T> task = new TimeLimitedCall<>(call);
        threads.execute(task);
        try {
            return await(task);
        } catch (TimeoutException e) {
            task.abandon();
            task.cancel(true);
            throw e;
        }
    }

    /** Runs {@code work}, and returns when it has run or its time is over; then it runs on. What it throws is lost. */
    public void run(Runnable work) {
        TimeLimitedCall<?> task = new TimeLimitedCall<>(() -> {
            try {
                work.run();
            } catch (Throwable e) { // nobody to tell
            }
            return true;
        });
        boolean wait = !isStuck();
        threads.execute(task);
        try {
            if (wait) {
                await(task);
            }
        } catch (ExecutionException e) { // cannot be: it is caught
        } catch (TimeoutException e) {
            task.abandon();
        }
    }

    private boolean isStuck() {
        return stuck.get() >= MAX_STUCK;
    }

    /** An interrupt begins the wait anew: what is waited for must not be lost for it. */
    private <T extends @Nullable Object> T await(TimeLimitedCall<T> task) throws ExecutionException, TimeoutException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A call that has returned, or that nobody waits for any more, whichever is first. */
    private final class TimeLimitedCall<T extends @Nullable Object> extends FutureTask<T> {

        private final AtomicBoolean completed = new AtomicBoolean();

        TimeLimitedCall(Callable<T> call) {
            super(call);
        }

        void abandon() {
            if (completed.compareAndSet(false, true)) {
                stuck.incrementAndGet();
            }
        }

        @Override
        public void run() {
            super.run();
            if (!completed.compareAndSet(false, true)) {
                stuck.decrementAndGet();
            }
        }
    }
}
