package io.github.reel4j.polling;

import org.jspecify.annotations.Nullable;

/**
 * How long tasks of one kind took. Old ends fade, by number and not by time; ends that nothing here foretold make all of it
 * doubtful, and then it fades fast. Not thread-safe.
 */
final class CompletionHistogram {

    private static final double DECAY = 1 - 1.0 / 100;
    private static final double DECAY_WHEN_UNRELIABLE = 0.8;
    private static final double UNRELIABLE_WEIGHT = 0.5;
    private static final double MIN_SAMPLES = 3;
    private static final double MIN_SAMPLES_FOR_SHAPE = 15;
    private static final double REFIT_FRACTION = 0.05;

    /** Polls so far apart that an end between them is no news. */
    private static final double NO_CHANGE = 0.9;

    /** A part of an interval that nobody foretold is as good as any other. */
    private static final double UNIFORM = 0.001;

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;

    private final double[] counts;
    private final MixtureWeight reliability;
    private double total;
    private double sinceRefit;
    private CompletionDistribution density;
    private @Nullable CompletionDistribution prior;
    private int priorAge;

    CompletionHistogram() {
        this(new double[LogBuckets.BUCKETS], MixtureWeight.INITIAL);
    }

    /** As it was saved. */
    CompletionHistogram(double[] counts, double trust) {
        this.counts = counts.clone();
        this.reliability = new MixtureWeight(trust);
        for (double each : counts) {
            total += each;
        }
        density = total > 0 ? KernelSmoother.smooth(this.counts, total) : Prior.around(1);
    }

    /** How many ends it remembers, those that fade in part. */
    double total() {
        return total;
    }

    double reliability() {
        return reliability.value();
    }

    double record(int bin) {
        return counts[bin];
    }

    /** What to expect of the next, where {@code otherwise} is what would be without this history. */
    CompletionDistribution distribution(CompletionDistribution otherwise) {
        return total > 0 ? otherwise.mix(weight(), density) : otherwise;
    }

    /** The first ends tell a size, but not a shape. */
    private double weight() {
        double few = MIN_SAMPLES_FOR_SHAPE / total;
        return reliability.value() / (1 + few * few * few * few);
    }

    /**
     * What it tells of the size of times, but not of their shape.
     *
     * @param typical counts as one that was seen, in seconds
     */
    CompletionDistribution prior(double typical) {
        int bin = SCALE.bucket((typical + total * density.mean()) / (1 + total));
        CompletionDistribution known = prior;
        if (known == null || bin != priorAge) {
            known = Prior.around(SCALE.lowerBound(bin + 1));
            prior = known;
            priorAge = bin;
        }
        return known;
    }

    /** One more ended in {@code (after, by]}, in seconds. */
    void add(double after, double by, CompletionDistribution otherwise) {
        CompletionDistribution expected = distribution(otherwise);
        double foretold = expected.probability(after, by);
        if (foretold > NO_CHANGE) {
            return;
        }
        if (total > 0) {
            double unlikeAll = 1 / (1 + total);
            double there = otherwise.probability(after, by);
            reliability.update((1 - unlikeAll) * density.probability(after, by) + unlikeAll * there, there, total);
        }
        fade(reliability.value() < UNRELIABLE_WEIGHT && total > MIN_SAMPLES ? DECAY_WHEN_UNRELIABLE : DECAY);
        record(after, by, expected, foretold);
        sinceRefit++;
        if (sinceRefit >= total * REFIT_FRACTION) {
            sinceRefit = 0;
            density = KernelSmoother.smooth(counts, total);
        }
    }

    private void fade(double keep) {
        total *= keep;
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            counts[i] *= keep;
        }
    }

    /** Nobody knows when between the two: each bin gets the part that was expected there. */
    private void record(double after, double by, CompletionDistribution expected, double foretold) {
        int last = SCALE.bucket(by);
        for (int i = SCALE.bucket(after); i <= last; i++) {
            double from = Math.max(after, SCALE.lowerBound(i));
            double to = i == LogBuckets.BUCKETS - 1 ? by : Math.min(by, SCALE.lowerBound(i + 1));
            double even = Math.max(0, to - from) / (by - after);
            double likely = foretold > 0 ? expected.probability(from, to) / foretold : even;
            counts[i] += (1 - UNIFORM) * likely + UNIFORM * even;
        }
        total++;
    }
}
