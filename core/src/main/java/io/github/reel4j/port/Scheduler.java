package io.github.reel4j.port;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Time, as core sees it: a clock to record with, a clock to measure with, and an alarm. Virtual time replaces it in tests, so
 * that ten minutes of waiting pass at once. One that can be closed throws
 * {@link java.util.concurrent.RejectedExecutionException} from {@code schedule}, {@code execute} and {@code sleep} from then on.
 * Implementations are thread-safe.
 */
public interface Scheduler {

    /** Wall time, for records. It may jump. */
    Instant now();

    /** A count that never jumps, for durations. */
    long nanoTime();

    /** Runs {@code task} once {@code delay} has passed, on a thread of the timeline's own; the task must not block. */
    Cancellable schedule(Duration delay, Runnable task);

    /** Runs work that may block, such as a call to a vendor, on a thread of the timeline's own. */
    void execute(Runnable work);

    /**
     * Waits on the caller's thread.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    default void sleep(Duration delay) throws InterruptedException {
        CountDownLatch rung = new CountDownLatch(1);
        Cancellable timer = schedule(delay, rung::countDown);
        try {
            rung.await();
        } finally {
            timer.cancel();
        }
    }

    /** A task that waits for its time. */
    interface Cancellable {

        /** Keeps the task from running, unless it has begun. */
        void cancel();
    }
}
