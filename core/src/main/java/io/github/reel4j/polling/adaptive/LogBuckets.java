package io.github.reel4j.polling.adaptive;

/**
 * Divides the time from 0.1 s to 6 hours into {@value #BUCKETS} buckets, each 1.2 % longer than the one before, so that
 * the relative error is the same for short and long tasks. The first bucket starts at 0; the last also holds all later
 * times.
 */
final class LogBuckets {

    static final LogBuckets DEFAULT = new LogBuckets();
    static final int BUCKETS = 1024;
    static final double STEP = 0.012;

    private static final double START = 0.1;

    private final double[] edges = new double[BUCKETS + 1];

    private LogBuckets() {
        for (int i = 1; i <= BUCKETS; i++) {
            edges[i] = START * Math.exp(i * STEP);
        }
    }

    int bucket(double seconds) {
        return seconds < edges[1] ? 0 : Math.min(BUCKETS - 1, (int) (Math.log(seconds / START) / STEP));
    }

    /**
     * Returns the shortest age in {@code bucket}, in seconds; for {@link #BUCKETS}, the upper bound of the last bucket.
     */
    double lowerBound(int bucket) {
        return edges[bucket];
    }

    double width(int bucket) {
        return edges[bucket + 1] - edges[bucket];
    }
}
