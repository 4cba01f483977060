package io.github.reel4j.provider.feign;

import java.time.Duration;

/** Tells a transfer that only drips from one that moves, one stretch of time after the other. Of one thread. */
final class PaceFloor {

    private final long stretch;
    private final long leastBytes;
    private long begin;
    private long bytes;

    /** @param now on the clock that never jumps, in nanoseconds */
    PaceFloor(long bytesPerSecond, Duration stretch, long now) {
        this.stretch = stretch.toNanos();
        this.leastBytes = bytesPerSecond * stretch.toMillis() / 1000;
        this.begin = now;
    }

    /** Counts what came; false if a stretch is over in which less came than must. */
    boolean keeps(int more, long now) {
        bytes += more;
        if (now - begin < stretch) {
            return true;
        }
        boolean kept = bytes >= leastBytes;
        begin = now;
        bytes = 0;
        return kept;
    }
}
