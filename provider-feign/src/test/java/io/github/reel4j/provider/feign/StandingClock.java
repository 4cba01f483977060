package io.github.reel4j.provider.feign;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.time.Instant;

/** Time for what only asks how late it is: it is always the same. */
final class StandingClock implements Timeline {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public long nanoTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable work) {
        throw new UnsupportedOperationException();
    }
}
