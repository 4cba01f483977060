package io.github.reel4j.provider.feign.download;

import java.time.Duration;

/** Tells a transfer that only drips from one that moves, one stretch of time after the other. Of one thread. */
final class MinimumThroughput {

    private final long window;
    private final long minBytes;
    private long windowStart;
    private long bytes;

    /** @param now on the clock that never jumps, in nanoseconds */
    MinimumThroughput(long bytesPerSecond, Duration stretch, long now) {
        this.window = stretch.toNanos();
        this.minBytes = bytesPerSecond * stretch.toMillis() / 1000;
        this.windowStart = now;
    }

    /** Counts what came; false if a stretch is over in which less came than must. */
    boolean isSatisfied(int more, long now) {
        bytes += more;
        if (now - windowStart < window) {
            return true;
        }
        boolean kept = bytes >= minBytes;
        windowStart = now;
        bytes = 0;
        return kept;
    }
}
