package io.github.reel4j.testkit.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only moves when a test advances or sets it. Thread-safe. */
public final class ManualClock implements InstantSource {

    private Instant now;

    /** Creates a clock at 2026-01-01T00:00:00Z. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Creates a clock at {@code start}. */
    public ManualClock(Instant start) {
        now = start;
    }

    /**
     * Moves the clock forward.
     *
     * @throws IllegalArgumentException if {@code time} is negative; use {@link #set} to go back
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Cannot advance by " + time + ". Use set to go back.");
        }
        now = now.plus(time);
    }

    /** Sets the clock, possibly back. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
