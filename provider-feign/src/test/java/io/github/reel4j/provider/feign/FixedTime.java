package io.github.reel4j.provider.feign;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** A scheduler whose time is always {@code now}, and that schedules nothing. */
record FixedTime(Instant now) implements Scheduler {

    @Override
    public long nanoTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable work) {
        throw new UnsupportedOperationException();
    }
}
