package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.RequestUrl.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Limits the leased connections to each host. Hosts that are not used are forgotten, because a vendor may have a host
 * for each video. Thread-safe.
 */
final class PerHostConnectionLimit {

    /** More than any number of threads that wait. */
    private static final int ALL_WAITING = 1_000_000;

    /** So many hosts are remembered even if they are not used; more than the hosts of a vendor's API. */
    static final int MAX_UNUSED_HOSTS = 16;

    private final int max;
    private final Map<Endpoint, Host> hosts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PerHostConnectionLimit(int max) {
        this.max = max;
    }

    /** The permits of one host. */
    private static final class Host {

        private final Semaphore free;
        /** The leased connections and the waiting threads; negative once the host is forgotten. */
        private final AtomicInteger users = new AtomicInteger();

        Host(int max) {
            this.free = new Semaphore(max);
        }

        /** Adds a user. Returns false if the host is forgotten. */
        boolean addUser() {
            int before = users.get();
            while (before >= 0 && !users.compareAndSet(before, before + 1)) {
                before = users.get();
            }
            return before >= 0;
        }
    }

    /**
     * Waits until fewer than the maximum of connections to the endpoint are leased, and counts one more.
     *
     * @throws TransportException {@code NOT_SENT} if that takes longer than the deadline of the call
     * @throws InterruptedException if the thread is interrupted; nothing is counted
     */
    void acquire(Endpoint endpoint, CallState call) throws TransportException, InterruptedException {
        Host host = use(endpoint);
        boolean acquired = host.free.tryAcquire();
        try {
            acquired = acquired || host.free.tryAcquire(Math.max(1, call.remainingNanos()), TimeUnit.NANOSECONDS);
        } finally {
            if (!acquired) {
                removeUser(endpoint, host);
            }
        }
        if (!acquired) {
            throw TransportException.notSent(
                    "all " + max + " connections to " + endpoint.host() + " were in use for "
                            + TransportFailures.format(call.timeout())
                            + "; the setting reel4j.max-connections-per-host allows more",
                    null);
        }
    }

    /** Counts one connection less. */
    void release(Endpoint endpoint) {
        @Nullable Host host = hosts.get(endpoint);
        if (host != null) {
            host.free.release();
            removeUser(endpoint, host);
        }
    }

    /** Returns how many connections to the endpoint may be idle besides those that are leased. */
    int maxIdle(Endpoint endpoint) {
        @Nullable Host host = hosts.get(endpoint);
        return host == null ? max : host.free.availablePermits();
    }

    /** Returns the number of hosts that are remembered. */
    int hosts() {
        return hosts.size();
    }

    /** Ends all waits, and prevents new ones. */
    void close() {
        if (!closed) {
            closed = true;
            hosts.values().forEach(each -> each.free.release(ALL_WAITING));
        }
    }

    private Host use(Endpoint endpoint) {
        while (true) {
            Host host = hosts.get(endpoint);
            if (host == null) {
                Host created = new Host(max);
                host = hosts.putIfAbsent(endpoint, created);
                host = host == null ? created : host;
            }
            if (host.addUser()) {
                return host;
            }
            hosts.remove(endpoint, host);
        }
    }

    private void removeUser(Endpoint endpoint, Host host) {
        if (host.users.decrementAndGet() == 0
                && hosts.size() > MAX_UNUSED_HOSTS
                && host.users.compareAndSet(0, Integer.MIN_VALUE)) {
            hosts.remove(endpoint, host);
        }
    }
}
