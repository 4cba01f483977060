package io.github.reel4j.provider.feign.download;

import java.time.Duration;

/** Checks the throughput of a transfer in consecutive time windows. Not thread-safe. */
final class MinimumThroughput {

    private final long windowNanos;
    private final long minBytes;
    private long windowStart;
    private long bytes;

    /**
     * Starts the first window.
     *
     * @param now the monotonic time in nanoseconds
     */
    MinimumThroughput(long minBytesPerSecond, Duration window, long now) {
        this.windowNanos = window.toNanos();
        this.minBytes = minBytesPerSecond * window.toMillis() / 1000;
        this.windowStart = now;
    }

    /** Counts bytes. Returns false if a window has ended with less than the minimum. */
    boolean isSatisfied(int more, long now) {
        bytes += more;
        if (now - windowStart < windowNanos) {
            return true;
        }
        boolean satisfied = bytes >= minBytes;
        windowStart = now;
        bytes = 0;
        return satisfied;
    }
}
