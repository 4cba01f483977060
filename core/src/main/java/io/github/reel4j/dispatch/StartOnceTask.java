package io.github.reel4j.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs at most once and can be cancelled before it starts. An executor may throw from {@code execute} and
 * run the task nevertheless; this class makes it certain whether the task runs. Thread-safe.
 */
final class StartOnceTask implements Runnable {

    private final Runnable work;
    private final AtomicBoolean started = new AtomicBoolean();

    StartOnceTask(Runnable work) {
        this.work = work;
    }

    /** Prevents the task from running. Returns false if it has already started. */
    boolean cancel() {
        return started.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (started.compareAndSet(false, true)) {
            work.run();
        }
    }
}
