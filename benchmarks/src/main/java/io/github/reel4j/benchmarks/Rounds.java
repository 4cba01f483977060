package io.github.reel4j.benchmarks;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The values of one figure in all rounds, in ascending order, without rounds that failed. */
public final class Rounds {

    private final double[] sorted;

    private Rounds(double[] sorted) {
        this.sorted = sorted;
    }

    /** Returns the values that are numbers. */
    public static Rounds of(DoubleStream figures) {
        return new Rounds(figures.filter(value -> !Double.isNaN(value)).sorted().toArray());
    }

    /** Returns the minimum; NaN without values. */
    public double min() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /** Returns the median; NaN without values. */
    public double median() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Returns the maximum; NaN without values. */
    public double max() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /** Returns the minimum, the median and the maximum, separated by {@code between}. */
    public String spread(String pattern, String between) {
        return String.join(between, format(pattern, min()), format(pattern, median()), format(pattern, max()));
    }

    /** Formats {@code figure}; a dash if it is NaN. */
    public static String format(String pattern, double figure) {
        return Double.isNaN(figure) ? "–" : String.format(Locale.ROOT, pattern, figure);
    }
}
