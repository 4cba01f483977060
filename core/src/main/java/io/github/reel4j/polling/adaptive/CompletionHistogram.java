package io.github.reel4j.polling.adaptive;

import org.jspecify.annotations.Nullable;

/**
 * A decaying histogram of the completion times of one task class, in seconds. Each new sample reduces the weight of the
 * older ones. Samples that the histogram did not predict lower its reliability, and an unreliable histogram decays
 * faster. Not thread-safe.
 */
final class CompletionHistogram {

    private static final double DECAY = 1 - 1.0 / 100;
    private static final double DECAY_WHEN_UNRELIABLE = 0.8;
    private static final double UNRELIABLE_WEIGHT = 0.5;
    private static final double MIN_SAMPLES = 3;
    private static final double MIN_SAMPLES_FOR_SHAPE = 15;
    private static final double REFIT_FRACTION = 0.05;

    /** A sample that was at least this probable carries no information, because the polls were too far apart. */
    private static final double MAX_INFORMATIVE_PROBABILITY = 0.9;

    /** The share of a sample that is spread evenly over its interval, whatever was expected there. */
    private static final double UNIFORM = 0.001;

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;

    private final double[] counts;
    private final MixtureWeight reliability;
    private double total;
    private double sinceRefit;
    private CompletionDistribution density;
    private @Nullable CompletionDistribution prior;
    private int priorBucket;

    CompletionHistogram() {
        this(new double[LogBuckets.BUCKETS], MixtureWeight.INITIAL);
    }

    /** Restores a saved histogram. */
    CompletionHistogram(double[] counts, double reliability) {
        this.counts = counts.clone();
        this.reliability = new MixtureWeight(reliability);
        for (double each : counts) {
            total += each;
        }
        density = total > 0 ? KernelSmoother.smooth(this.counts, total) : Prior.around(1);
    }

    /** Returns the sum of all counts: the number of samples, less what has decayed. */
    double total() {
        return total;
    }

    double reliability() {
        return reliability.value();
    }

    double count(int bucket) {
        return counts[bucket];
    }

    /** Returns the distribution of the next completion time, given the distribution expected without this histogram. */
    CompletionDistribution distribution(CompletionDistribution fallback) {
        return total > 0 ? fallback.mix(weight(), density) : fallback;
    }

    /** A few samples show the mean but not the shape of the distribution. */
    private double weight() {
        double few = MIN_SAMPLES_FOR_SHAPE / total;
        return reliability.value() / (1 + few * few * few * few);
    }

    /**
     * Returns a distribution with the mean of this histogram and the default shape.
     *
     * @param typical the documented duration, in seconds; counts as one sample
     */
    CompletionDistribution prior(double typical) {
        int bucket = SCALE.bucket((typical + total * density.mean()) / (1 + total));
        CompletionDistribution known = prior;
        if (known == null || bucket != priorBucket) {
            known = Prior.around(SCALE.lowerBound(bucket + 1));
            prior = known;
            priorBucket = bucket;
        }
        return known;
    }

    /** Records that a task completed in {@code (after, by]}, in seconds. */
    void add(double after, double by, CompletionDistribution fallback) {
        CompletionDistribution expected = distribution(fallback);
        double probability = expected.probability(after, by);
        if (probability > MAX_INFORMATIVE_PROBABILITY) {
            return;
        }
        if (total > 0) {
            double novelty = 1 / (1 + total);
            double fallbackProbability = fallback.probability(after, by);
            reliability.update(
                    (1 - novelty) * density.probability(after, by) + novelty * fallbackProbability,
                    fallbackProbability,
                    total);
        }
        decay(reliability.value() < UNRELIABLE_WEIGHT && total > MIN_SAMPLES ? DECAY_WHEN_UNRELIABLE : DECAY);
        count(after, by, expected, probability);
        sinceRefit++;
        if (sinceRefit >= total * REFIT_FRACTION) {
            sinceRefit = 0;
            density = KernelSmoother.smooth(counts, total);
        }
    }

    private void decay(double factor) {
        total *= factor;
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            counts[i] *= factor;
        }
    }

    /** Distributes one sample over the buckets of its interval, in proportion to what was expected in each. */
    private void count(double after, double by, CompletionDistribution expected, double probability) {
        int last = SCALE.bucket(by);
        for (int i = SCALE.bucket(after); i <= last; i++) {
            double from = Math.max(after, SCALE.lowerBound(i));
            double to = i == LogBuckets.BUCKETS - 1 ? by : Math.min(by, SCALE.lowerBound(i + 1));
            double even = Math.max(0, to - from) / (by - after);
            double likely = probability > 0 ? expected.probability(from, to) / probability : even;
            counts[i] += (1 - UNIFORM) * likely + UNIFORM * even;
        }
        total++;
    }
}
