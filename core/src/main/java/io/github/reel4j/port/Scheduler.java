package io.github.reel4j.port;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * The source of time and threads: a wall clock, a monotonic clock, timers and an executor. Tests replace it with
 * virtual time, so that 10 minutes of waiting pass immediately. Implementations are thread-safe. After an
 * implementation is closed, {@code schedule}, {@code execute} and {@code sleep} throw
 * {@link java.util.concurrent.RejectedExecutionException}.
 */
public interface Scheduler {

    /** Returns the current wall-clock time, for records. It may jump, so do not measure durations with it. */
    Instant now();

    /** Returns a monotonic count of nanoseconds, for durations, like {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs {@code task} after {@code delay} on a thread of the scheduler. The task must not block.
     *
     * @return a handle that cancels the task
     */
    Cancellable schedule(Duration delay, Runnable task);

    /** Runs work that may block, such as a call to a vendor, on a thread of the scheduler. */
    void execute(Runnable work);

    /**
     * Blocks the calling thread for {@code delay}.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    default void sleep(Duration delay) throws InterruptedException {
        CountDownLatch elapsed = new CountDownLatch(1);
        Cancellable timer = schedule(delay, elapsed::countDown);
        try {
            elapsed.await();
        } finally {
            timer.cancel();
        }
    }

    /** A scheduled task that can be cancelled. */
    interface Cancellable {

        /** Cancels the task, unless it has already started. */
        void cancel();
    }
}
