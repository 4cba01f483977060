package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.RequestTarget.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits the leased connections to each host. Thread-safe. */
final class ConnectionLimit {

    /** More than any number of threads that wait. */
    private static final int ALL_WAITING = 1_000_000;

    private final int max;
    private final Map<Endpoint, Semaphore> permits = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ConnectionLimit(int max) {
        this.max = max;
    }

    /**
     * Waits until fewer than the maximum of connections to the endpoint are leased, and counts one more.
     *
     * @throws TransportException {@code NOT_SENT} if that takes longer than the deadline of the call
     * @throws InterruptedException if the thread is interrupted; nothing is counted
     */
    void acquire(Endpoint endpoint, CallState call) throws TransportException, InterruptedException {
        Semaphore free = of(endpoint);
        if (free.tryAcquire()) {
            return;
        }
        if (!free.tryAcquire(Math.max(1, call.remainingNanos()), TimeUnit.NANOSECONDS)) {
            throw TransportException.notSent(
                    "all " + max + " connections to " + endpoint.host() + " were in use for "
                            + TransportFailures.format(call.timeout())
                            + "; the setting reel4j.max-connections-per-host allows more",
                    null);
        }
    }

    /** Counts one connection less. */
    void release(Endpoint endpoint) {
        of(endpoint).release();
    }

    /** Returns how many connections to the endpoint may be idle besides those that are leased. */
    int maxIdle(Endpoint endpoint) {
        return of(endpoint).availablePermits();
    }

    /** Ends all waits, and prevents new ones. */
    void close() {
        if (!closed) {
            closed = true;
            permits.values().forEach(each -> each.release(ALL_WAITING));
        }
    }

    private Semaphore of(Endpoint endpoint) {
        Semaphore existing = permits.get(endpoint);
        return existing == null ? permits.computeIfAbsent(endpoint, key -> new Semaphore(max)) : existing;
    }
}
