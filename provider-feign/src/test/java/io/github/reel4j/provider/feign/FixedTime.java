package io.github.reel4j.provider.feign;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** It is always {@code now}, and nothing else is asked of it. */
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
