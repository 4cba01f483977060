package io.github.reel4j.testkit.contract;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A timeline that tells the vendor's time, or one so far from it. */
final class OneClock implements Timeline {

    private final Timeline timeline;
    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    OneClock(Timeline timeline, InstantSource clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    void setAhead(Duration difference) {
        ahead = difference;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    @Override
    public long nanoTime() {
        return timeline.nanoTime();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        return timeline.schedule(delay, task);
    }

    @Override
    public void execute(Runnable work) {
        timeline.execute(work);
    }
}
