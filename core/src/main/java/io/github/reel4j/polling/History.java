package io.github.reel4j.polling;

import org.jspecify.annotations.Nullable;

/**
 * How long tasks of one kind took. Old ends fade, by number and not by time; ends that nothing here foretold make all of it
 * doubtful, and then it fades fast. Not thread-safe.
 */
final class History {

    private static final double KEEP = 1 - 1.0 / 100;
    private static final double KEEP_IN_DOUBT = 0.8;
    private static final double DOUBTFUL = 0.5;
    private static final double FEW = 3;
    private static final double SHAPELESS = 15;
    private static final double REFRESH = 0.05;

    /** Polls so far apart that an end between them is no news. */
    private static final double NO_NEWS = 0.9;

    /** A part of an interval that nobody foretold is as good as any other. */
    private static final double EVEN = 0.001;

    private static final LogScale SCALE = LogScale.STANDARD;

    private final double[] counts;
    private final Trust trust;
    private double total;
    private double unread;
    private Forecast own;
    private @Nullable Forecast unshaped;
    private int unshapedAt;

    History() {
        this(new double[LogScale.BINS], Trust.UNTRIED);
    }

    /** As it was saved. */
    History(double[] counts, double trust) {
        this.counts = counts.clone();
        this.trust = new Trust(trust);
        for (double each : counts) {
            total += each;
        }
        own = total > 0 ? Smoothing.smooth(this.counts, total) : Prior.around(1);
    }

    /** How many ends it remembers, those that fade in part. */
    double total() {
        return total;
    }

    double trust() {
        return trust.value();
    }

    double count(int bin) {
        return counts[bin];
    }

    /** What to expect of the next, where {@code otherwise} is what would be without this history. */
    Forecast forecast(Forecast otherwise) {
        return total > 0 ? otherwise.mixed(weight(), own) : otherwise;
    }

    /** The first ends tell a size, but not a shape. */
    private double weight() {
        double few = SHAPELESS / total;
        return trust.value() / (1 + few * few * few * few);
    }

    /**
     * What it tells of the size of times, but not of their shape.
     *
     * @param typical counts as one that was seen, in seconds
     */
    Forecast unshaped(double typical) {
        int bin = SCALE.bin((typical + total * own.mean()) / (1 + total));
        Forecast known = unshaped;
        if (known == null || bin != unshapedAt) {
            known = Prior.around(SCALE.from(bin + 1));
            unshaped = known;
            unshapedAt = bin;
        }
        return known;
    }

    /** One more ended in {@code (after, by]}, in seconds. */
    void add(double after, double by, Forecast otherwise) {
        Forecast expected = forecast(otherwise);
        double foretold = expected.endedBetween(after, by);
        if (foretold > NO_NEWS) {
            return;
        }
        if (total > 0) {
            double unlikeAll = 1 / (1 + total);
            double there = otherwise.endedBetween(after, by);
            trust.weigh((1 - unlikeAll) * own.endedBetween(after, by) + unlikeAll * there, there, total);
        }
        fade(trust.value() < DOUBTFUL && total > FEW ? KEEP_IN_DOUBT : KEEP);
        count(after, by, expected, foretold);
        unread++;
        if (unread >= total * REFRESH) {
            unread = 0;
            own = Smoothing.smooth(counts, total);
        }
    }

    private void fade(double keep) {
        total *= keep;
        for (int i = 0; i < LogScale.BINS; i++) {
            counts[i] *= keep;
        }
    }

    /** Nobody knows when between the two: each bin gets the part that was expected there. */
    private void count(double after, double by, Forecast expected, double foretold) {
        int last = SCALE.bin(by);
        for (int i = SCALE.bin(after); i <= last; i++) {
            double from = Math.max(after, SCALE.from(i));
            double to = i == LogScale.BINS - 1 ? by : Math.min(by, SCALE.from(i + 1));
            double even = Math.max(0, to - from) / (by - after);
            double likely = foretold > 0 ? expected.endedBetween(from, to) / foretold : even;
            counts[i] += (1 - EVEN) * likely + EVEN * even;
        }
        total++;
    }
}
