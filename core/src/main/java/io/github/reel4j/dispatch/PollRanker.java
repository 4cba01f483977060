package io.github.reel4j.dispatch;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Ranks polls whose worth is for the program's code to say, on a worker. Code that takes longer than a second is waited for no more,
 * and is not asked again before it is back: until then polls go in the order in which they are due. Thread-safe.
 */
final class PollRanker {

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private boolean running;

    PollRanker(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** @param ranked is given the polls once, in the order in which they are to be made */
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
                    order = PollQueue.byPriority(polls);
                } finally {
                    finish();
                    timer.cancel();
                }
                once.accept(order);
            });
        } catch (RejectedExecutionException e) { // time has ended, and the lane with it
            once.accept(polls);
            throw e;
        }
    }

    private synchronized boolean tryStart() {
        boolean mayAsk = !running;
        running = true;
        return mayAsk;
    }

    private synchronized void finish() {
        running = false;
    }

    private static final class Once {

        private final Consumer<List<PollJob>> ranked;
        private boolean done;

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
