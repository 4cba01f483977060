package io.github.reel4j.testkit.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is told to advance: ten minutes pass in no time. Thread-safe. */
public final class ManualClock implements InstantSource {

    private Instant now;

    /** Starts on 2026-01-01 at midnight UTC. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public ManualClock(Instant start) {
        now = start;
    }

    /**
     * Lets time pass.
     *
     * @throws IllegalArgumentException if {@code time} is negative: {@link #set} goes back
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Cannot advance by " + time + ". Use set to go back.");
        }
        now = now.plus(time);
    }

    /** Jumps, also back. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
