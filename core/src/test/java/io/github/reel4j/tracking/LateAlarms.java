package io.github.reel4j.tracking;

import io.github.reel4j.ForwardingTimeline;
import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.List;

/** Alarms that cannot be cancelled any more, as those are whose thread has begun: the test rings them by hand. */
final class LateAlarms extends ForwardingTimeline {

    private final List<Runnable> rung;

    LateAlarms(Timeline time, List<Runnable> rung) {
        super(time);
        this.rung = rung;
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        rung.add(task);
        return () -> {};
    }
}
