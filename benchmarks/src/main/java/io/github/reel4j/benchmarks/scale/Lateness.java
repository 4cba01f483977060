package io.github.reel4j.benchmarks.scale;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** A histogram of delays in steps of 10 µs, up to 10 s. Thread-safe. */
final class Lateness {

    private static final int STEP = 10_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(1_000_000);

    /** Adds a delay in nanoseconds; a negative one counts as 0. */
    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(Math.max(0, nanos) / STEP, counts.length() - 1L));
    }

    void reset() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    long total() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** Returns the upper bound of that percentile, in nanoseconds. */
    long percentile(int percent) {
        long wanted = (total() * percent + 99) / 100;
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
            if (sum >= wanted) {
                return (i + 1L) * STEP;
            }
        }
        return Long.MAX_VALUE;
    }
}
