package io.github.reel4j.provider.feign;

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
final class Watch {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> watching = new AtomicReference<>();
    private final Duration longestIdle;
    private final Consumer<Line> onIdleTooLong;

    /** @param onIdleTooLong told of lines that were cut for idleness, on the watch's own thread */
    Watch(Duration longestIdle, Consumer<Line> onIdleTooLong) {
        this.longestIdle = longestIdle;
        this.onIdleTooLong = onIdleTooLong;
    }

    void add(Line line) {
        lines.add(line);
        if (watching.get() == null) {
            Thread thread = new Thread(this::run, "reel4j-watch");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            if (watching.compareAndSet(null, thread)) {
                thread.start();
            }
        }
    }

    void remove(Line line) {
        lines.remove(line);
    }

    /** Cuts what is idle, and whatever exchange may be ended: {@link Exchange#close}. The rest is its user's to close. */
    void close() {
        lines.removeIf(Line::cutIfIdle);
        for (Line line : lines) {
            Exchange exchange = line.user();
            if (exchange != null && exchange.close()) {
                line.cut();
            }
        }
        LockSupport.unpark(watching.get());
    }

    private void run() {
        try {
            watch();
        } finally {
            // Should it ever die of an error, the next line starts another.
            watching.compareAndSet(Thread.currentThread(), null);
        }
    }

    private void watch() {
        while (true) {
            long next = TICK;
            for (Line line : lines) {
                next = Math.min(next, look(line));
            }
            if (lines.isEmpty()) {
                watching.set(null);
                if (lines.isEmpty() || !watching.compareAndSet(null, Thread.currentThread())) {
                    return;
                }
            }
            LockSupport.parkNanos(this, Math.max(next, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    /** Nanoseconds until it has to be looked at again. */
    private long look(Line line) {
        Exchange exchange = line.user();
        if (exchange == null) {
            if (line.hasBeenIdleFor(longestIdle) && line.cutIfIdle()) {
                lines.remove(line);
                onIdleTooLong.accept(line);
            }
            return TICK;
        }
        long left = exchange.left();
        if ((left <= 0 || exchange.isInterrupted()) && exchange.abort()) {
            line.cut();
        }
        return left > 0 ? left : TICK;
    }
}
