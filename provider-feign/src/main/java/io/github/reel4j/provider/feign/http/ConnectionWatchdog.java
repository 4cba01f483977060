package io.github.reel4j.provider.feign.http;

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
 * closes connections that were idle for too long, and starts to connect to the next address of a host if the one
 * before does not respond. Thread-safe.
 */
final class ConnectionWatchdog {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<PooledConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Consumer<PooledConnection> onEvicted;

    /**
     * Creates a watchdog without a thread.
     *
     * @param onEvicted called on the watchdog's thread for each connection that was closed because it was idle
     */
    ConnectionWatchdog(Consumer<PooledConnection> onEvicted) {
        this.onEvicted = onEvicted;
    }

    void add(PooledConnection connection) {
        connections.add(connection);
        if (thread.get() == null) {
            Thread thread = new Thread(this::run, "reel4j-watch");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            if (this.thread.compareAndSet(null, thread)) {
                start(thread);
            }
        }
    }

    /** If the machine has no thread left, the next connection tries again. */
    private void start(Thread watchdog) {
        boolean started = false;
        try {
            watchdog.start();
            started = true;
        } finally {
            if (!started) {
                thread.compareAndSet(watchdog, null);
            }
        }
    }

    /** Returns whether the connection was there. */
    boolean remove(PooledConnection connection) {
        return connections.remove(connection);
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
            if (connection.isExpired() && connection.closeIfIdle()) {
                connections.remove(connection);
                onEvicted.accept(connection);
            }
            return TICK;
        }
        long remaining = call.remainingNanos();
        if ((remaining <= 0 || call.isInterrupted()) && (call.abort() || call.cancelIfUnsent())) {
            connection.abort();
        }
        return Math.min(connection.startDueAttempt(), remaining > 0 ? remaining : TICK);
    }
}
