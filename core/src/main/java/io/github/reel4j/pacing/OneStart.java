package io.github.reel4j.pacing;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work that is begun once or cancelled, and not both, whatever whoever was to run it says of it. Thread-safe. */
final class OneStart implements Runnable {

    private final Runnable work;
    private final AtomicBoolean decided = new AtomicBoolean();

    OneStart(Runnable work) {
        this.work = work;
    }

    /** Returns whether it has not begun; then it never will. */
    boolean cancel() {
        return decided.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (decided.compareAndSet(false, true)) {
            work.run();
        }
    }
}
