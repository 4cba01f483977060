package io.github.reel4j.tracking;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Alarms that cannot be cancelled any more, as those are whose thread has begun: the test rings them by hand. */
record LateAlarms(Timeline time, List<Runnable> rung) implements Timeline {

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        rung.add(task);
        return () -> {};
    }

    @Override
    public void execute(Runnable work) {
        time.execute(work);
    }
}
