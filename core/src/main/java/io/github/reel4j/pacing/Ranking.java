package io.github.reel4j.pacing;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Ranks polls whose worth is for the program's code to say, on a worker. Code that takes longer than a second is waited for no more,
 * and is not asked again before it is back: until then polls go in the order in which they are due. Thread-safe.
 */
final class Ranking {

    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final Timeline timeline;
    private boolean asking;

    Ranking(Timeline timeline) {
        this.timeline = timeline;
    }

    /** @param ranked is given the polls once, in the order in which they are to be made */
    void rank(List<Poll> polls, Consumer<List<Poll>> ranked) {
        if (!begin()) {
            ranked.accept(polls);
            return;
        }
        Once once = new Once(ranked);
        try {
            Timeline.Alarm alarm = timeline.schedule(MAX_WAIT, () -> once.accept(polls));
            timeline.execute(() -> {
                List<Poll> order;
                try {
                    order = PollQueue.byWorth(polls);
                } finally {
                    end();
                    alarm.cancel();
                }
                once.accept(order);
            });
        } catch (RejectedExecutionException e) { // time has ended, and the lane with it
            once.accept(polls);
            throw e;
        }
    }

    private synchronized boolean begin() {
        boolean mayAsk = !asking;
        asking = true;
        return mayAsk;
    }

    private synchronized void end() {
        asking = false;
    }

    private static final class Once {

        private final Consumer<List<Poll>> ranked;
        private boolean done;

        Once(Consumer<List<Poll>> ranked) {
            this.ranked = ranked;
        }

        void accept(List<Poll> polls) {
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
