package io.github.reel4j.provider.feign.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the open connections every 100 ms on a daemon thread, which exists only while there are connections. It closes
 * connections whose call is past its deadline or was interrupted, because a blocking read notices neither. It also
 * closes connections that were idle for too long. Thread-safe.
 */
final class ConnectionWatchdog {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<PooledConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Duration maxIdle;
    private final Consumer<PooledConnection> onEvicted;

    /**
     * Creates a monitor without a thread.
     *
     * @param onEvicted called on the monitor's thread for each connection that was closed because it was idle
     */
    ConnectionWatchdog(Duration maxIdle, Consumer<PooledConnection> onEvicted) {
        this.maxIdle = maxIdle;
        this.onEvicted = onEvicted;
    }

    void add(PooledConnection connection) {
        connections.add(connection);
        if (thread.get() == null) {
            Thread thread = new Thread(this::run, "reel4j-watch");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            if (this.thread.compareAndSet(null, thread)) {
                thread.start();
            }
        }
    }

    void remove(PooledConnection connection) {
        connections.remove(connection);
    }

    /** Closes idle connections, and those whose call {@link CallState#close} may end. The callers close the others. */
    void close() {
        connections.removeIf(PooledConnection::closeIfIdle);
        for (PooledConnection connection : connections) {
            CallState call = connection.currentCall();
            if (call != null && call.close()) {
                connection.abort();
            }
        }
        LockSupport.unpark(thread.get());
    }

    private void run() {
        try {
            loop();
        } finally {
            // If it dies of an error, the next connection starts another.
            thread.compareAndSet(Thread.currentThread(), null);
        }
    }

    private void loop() {
        while (true) {
            long next = TICK;
            for (PooledConnection connection : connections) {
                next = Math.min(next, check(connection));
            }
            if (connections.isEmpty()) {
                thread.set(null);
                if (connections.isEmpty() || !thread.compareAndSet(null, Thread.currentThread())) {
                    return;
                }
            }
            LockSupport.parkNanos(this, Math.max(next, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    /** Checks a connection. Returns the nanoseconds until the next check. */
    private long check(PooledConnection connection) {
        CallState call = connection.currentCall();
        if (call == null) {
            if (connection.isIdleFor(maxIdle) && connection.closeIfIdle()) {
                connections.remove(connection);
                onEvicted.accept(connection);
            }
            return TICK;
        }
        long remaining = call.remainingNanos();
        if ((remaining <= 0 || call.isInterrupted()) && call.abort()) {
            connection.abort();
        }
        return remaining > 0 ? remaining : TICK;
    }
}
