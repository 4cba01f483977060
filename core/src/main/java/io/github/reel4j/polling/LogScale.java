package io.github.reel4j.polling;

/**
 * Cuts time from a tenth of a second to six hours into bins each 1.2 % longer than the one before: as exact for a video made in
 * seconds as for one that takes an hour. The first bin begins at 0, and the last holds whatever is later.
 */
final class LogScale {

    static final LogScale STANDARD = new LogScale();
    static final int BINS = 1024;
    static final double STEP = 0.012;

    private static final double START = 0.1;

    private final double[] edges = new double[BINS + 1];

    private LogScale() {
        for (int i = 1; i <= BINS; i++) {
            edges[i] = START * Math.exp(i * STEP);
        }
    }

    int bin(double seconds) {
        return seconds < edges[1] ? 0 : Math.min(BINS - 1, (int) (Math.log(seconds / START) / STEP));
    }

    /** The least age in {@code bin}, in seconds; of {@link #BINS}, the end of the last. */
    double from(int bin) {
        return edges[bin];
    }

    double width(int bin) {
        return edges[bin + 1] - edges[bin];
    }
}
