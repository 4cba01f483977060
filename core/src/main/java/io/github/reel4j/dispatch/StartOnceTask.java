package io.github.reel4j.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work that is begun once or cancelled, and not both, whatever whoever was to run it says of it. Thread-safe. */
final class StartOnceTask implements Runnable {

    private final Runnable work;
    private final AtomicBoolean started = new AtomicBoolean();

    StartOnceTask(Runnable work) {
        this.work = work;
    }

    /** Returns whether it has not begun; then it never will. */
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
