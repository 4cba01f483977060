package io.github.reel4j.benchmarks;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** One figure of every round, the least first; rounds that have none are left out. */
public final class Rounds {

    private final double[] sorted;

    private Rounds(double[] sorted) {
        this.sorted = sorted;
    }

    public static Rounds of(DoubleStream figures) {
        return new Rounds(figures.filter(value -> !Double.isNaN(value)).sorted().toArray());
    }

    /** Not a number if no round has it, and so are the others. */
    public double min() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    public double median() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    public double max() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The least, the median and the most with {@code between} between them. */
    public String spread(String format, String between) {
        return String.join(between, show(format, min()), show(format, median()), show(format, max()));
    }

    /** A figure with {@code format}, or a dash where there is none. */
    public static String show(String format, double figure) {
        return Double.isNaN(figure) ? "–" : String.format(Locale.ROOT, format, figure);
    }
}
