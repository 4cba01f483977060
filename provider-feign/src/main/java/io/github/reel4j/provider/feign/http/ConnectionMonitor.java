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
 * Looks after open lines ten times a second, on one daemon thread that exists as long as there are any: cuts those whose caller is
 * late or interrupted, which blocking reads do not notice, and those that have been idle for too long. Thread-safe.
 */
final class ConnectionMonitor {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<PooledConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Duration maxIdle;
    private final Consumer<PooledConnection> onEvicted;

    /** @param onIdleTooLong told of lines that were cut for idleness, on the watch's own thread */
    ConnectionMonitor(Duration longestIdle, Consumer<PooledConnection> onIdleTooLong) {
        this.maxIdle = longestIdle;
        this.onEvicted = onIdleTooLong;
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

    /** Cuts what is idle, and whatever exchange may be ended: {@link Call#close}. The rest is its user's to close. */
    void close() {
        connections.removeIf(PooledConnection::closeIfIdle);
        for (PooledConnection connection : connections) {
            Call call = connection.currentCall();
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
            // Should it ever die of an error, the next line starts another.
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

    /** Nanoseconds until it has to be looked at again. */
    private long check(PooledConnection connection) {
        Call call = connection.currentCall();
        if (call == null) {
            if (connection.isIdleFor(maxIdle) && connection.closeIfIdle()) {
                connections.remove(connection);
                onEvicted.accept(connection);
            }
            return TICK;
        }
        long left = call.remainingNanos();
        if ((left <= 0 || call.isInterrupted()) && call.abort()) {
            connection.abort();
        }
        return left > 0 ? left : TICK;
    }
}
