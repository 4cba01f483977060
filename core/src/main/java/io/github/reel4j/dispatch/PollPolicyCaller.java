package io.github.reel4j.dispatch;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Ranks polls by calling the program's polling policy. It runs on a worker thread, because it may block. A policy that
 * takes longer than 1 s is not waited for, and is not called again before it returns; until then polls keep the order
 * in which they became due. Thread-safe.
 */
final class PollPolicyCaller {

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private boolean running; // guarded by this

    PollPolicyCaller(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Ranks {@code polls}.
     *
     * @param ranked receives the polls once, in the order in which they are to be made
     */
    void rank(List<PollJob> polls, Consumer<List<PollJob>> ranked) {
        if (!tryStart()) {
            ranked.accept(polls);
            return;
        }
        Once once = new Once(ranked);
        try {
            Scheduler.Cancellable timer = scheduler.schedule(MAX_WAIT, () -> once.accept(polls));
            scheduler.execute(() -> {
                List<PollJob> order;
                try {
                    order = DuePollQueue.byPriority(polls);
                } finally {
                    finish();
                    timer.cancel();
                }
                once.accept(order);
            });
        } catch (RejectedExecutionException e) { // the scheduler is closed
            once.accept(polls);
            throw e;
        }
    }

    private synchronized boolean tryStart() {
        boolean wasIdle = !running;
        running = true;
        return wasIdle;
    }

    private synchronized void finish() {
        running = false;
    }

    /** Passes on the first of two results: the ranked polls, or the unranked polls after the timeout. */
    private static final class Once {

        private final Consumer<List<PollJob>> ranked;
        private boolean done; // guarded by this

        Once(Consumer<List<PollJob>> ranked) {
            this.ranked = ranked;
        }

        void accept(List<PollJob> polls) {
            synchronized (this) {
                if (done) {
                    return;
                }
                done = true;
            }
            ranked.accept(polls);
        }
    }
}
