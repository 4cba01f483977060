package io.github.reel4j.testkit.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Admits so many requests in any window of time. Thread-safe. */
public final class RateLimit {

    private final int limit;
    private final Duration window;
    private final Deque<Instant> admitted = new ArrayDeque<>();

    public RateLimit(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    public synchronized void reset() {
        admitted.clear();
    }

    public synchronized boolean admits(Instant now) {
        while (!admitted.isEmpty() && !admitted.peekFirst().plus(window).isAfter(now)) {
            admitted.removeFirst();
        }
        return admitted.size() < limit && admitted.add(now);
    }
}
