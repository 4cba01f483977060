package io.github.reel4j.polling;

/**
 * Cuts time from a tenth of a second to six hours into bins each 1.2 % longer than the one before: as exact for a video made in
 * seconds as for one that takes an hour. The first bin begins at 0, and the last holds whatever is later.
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

    /** The least age in {@code bin}, in seconds; of {@link #BUCKETS}, the end of the last. */
    double lowerBound(int bin) {
        return edges[bin];
    }

    double width(int bin) {
        return edges[bin + 1] - edges[bin];
    }
}
