package io.github.reel4j.benchmarks.scale;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Counts by ten microseconds, up to ten seconds. Thread-safe. */
final class Lateness {

    private static final int STEP = 10_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(1_000_000);

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
