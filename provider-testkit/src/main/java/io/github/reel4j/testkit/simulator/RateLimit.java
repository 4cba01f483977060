package io.github.reel4j.testkit.simulator;

import io.github.reel4j.spi.CallRate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Limits how many requests a simulator accepts in any period of a given length, for vendors that document such a limit.
 * Thread-safe.
 */
public final class RateLimit {

    /** The limits that the request on this thread has met; each request is served on a thread of its own. */
    static final ThreadLocal<AppliedLimits> APPLIED = ThreadLocal.withInitial(() -> AppliedLimits.NONE);

    /** The instances that the requests of this thread were checked by. */
    static final ThreadLocal<Set<RateLimit>> CHECKED = ThreadLocal.withInitial(HashSet::new);

    private final int limit;
    private final Duration window;
    private final Deque<Instant> admitted = new ArrayDeque<>();

    /**
     * Creates a limit.
     *
     * @param limit the maximum number of requests in any window
     * @param window the length of the window
     */
    public RateLimit(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /** Forgets all requests. */
    public synchronized void reset() {
        admitted.clear();
    }

    /** Returns whether a request at {@code now} is within the limit, and counts it if so. */
    public synchronized boolean admits(Instant now) {
        CHECKED.get().add(this);
        if (limit > 0) {
            APPLIED.set(APPLIED.get().with(new CallRate(limit, window)));
        }
        while (!admitted.isEmpty() && !admitted.peekFirst().plus(window).isAfter(now)) {
            admitted.removeFirst();
        }
        return admitted.size() < limit && admitted.add(now);
    }
}
