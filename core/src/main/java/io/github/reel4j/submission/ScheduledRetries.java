package io.github.reel4j.submission;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests that wait for their next attempt, without a thread. Closing cancels them, because a closed scheduler
 * drops its timers. Thread-safe.
 */
public final class ScheduledRetries {

    private final Scheduler scheduler;
    private final Set<Retry> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public ScheduledRetries(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Schedules an attempt. Calls exactly one of the two, once.
     *
     * @param start called after {@code delay}, on the timer thread of the scheduler, so it must not block
     * @param cancel called instead if there is no scheduler any more: on this thread, or on the thread that closes
     */
    public void schedule(Duration delay, Runnable start, Runnable cancel) {
        Retry retry = new Retry(start, cancel);
        waiting.add(retry);
        try {
            scheduler.schedule(delay, retry::start);
        } catch (RuntimeException e) { // the scheduler is closed or has failed
            retry.cancel();
        }
        if (closed) {
            retry.cancel();
        }
    }

    /** Cancels all attempts that wait, and those that are scheduled from now on. */
    public void close() {
        closed = true;
        waiting.forEach(Retry::cancel);
    }

    /** Either {@link #start} or {@link #cancel} takes effect, once. */
    private final class Retry {

        private final Runnable onStart;
        private final Runnable onCancel;

        Retry(Runnable onStart, Runnable onCancel) {
            this.onStart = onStart;
            this.onCancel = onCancel;
        }

        void start() {
            if (waiting.remove(this)) {
                onStart.run();
            }
        }

        void cancel() {
            if (waiting.remove(this)) {
                onCancel.run();
            }
        }
    }
}
