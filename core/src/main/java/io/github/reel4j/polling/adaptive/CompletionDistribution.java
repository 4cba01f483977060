package io.github.reel4j.polling.adaptive;

/**
 * A distribution of completion times over {@link LogBuckets}, uniform within each bucket. Ages are in seconds.
 * Immutable.
 */
final class CompletionDistribution {

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;

    /** The probability of a completion before each bucket; the last entry is 1. */
    private final double[] cumulative = new double[LogBuckets.BUCKETS + 1];

    /** The integral of age times density before each bucket, in seconds; the last entry is the mean. */
    private final double[] partialMeans = new double[LogBuckets.BUCKETS + 1];

    private CompletionDistribution() {}

    /**
     * Returns the normalized distribution.
     *
     * @param mass one value for each bucket, 0 or more; the sum is above 0
     */
    static CompletionDistribution of(double[] mass) {
        double sum = 0;
        for (double each : mass) {
            sum += each;
        }
        CompletionDistribution distribution = new CompletionDistribution();
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            double share = mass[i] / sum;
            distribution.cumulative[i + 1] = distribution.cumulative[i] + share;
            distribution.partialMeans[i + 1] =
                    distribution.partialMeans[i] + share * (SCALE.lowerBound(i) + SCALE.lowerBound(i + 1)) / 2;
        }
        return distribution;
    }

    /** Returns the mixture {@code (1 - weight) * this + weight * other}. */
    CompletionDistribution mix(double weight, CompletionDistribution other) {
        CompletionDistribution mixed = new CompletionDistribution();
        for (int i = 0; i <= LogBuckets.BUCKETS; i++) {
            mixed.cumulative[i] = (1 - weight) * cumulative[i] + weight * other.cumulative[i];
            mixed.partialMeans[i] = (1 - weight) * partialMeans[i] + weight * other.partialMeans[i];
        }
        return mixed;
    }

    double mass(int bucket) {
        return cumulative[bucket + 1] - cumulative[bucket];
    }

    /** Returns the probability of a completion before {@code bucket}. */
    double cdfBefore(int bucket) {
        return cumulative[bucket];
    }

    /** Returns the probability of a completion at {@code age} or before. */
    double cdf(double age) {
        int bucket = SCALE.bucket(age);
        return cumulative[bucket] + mass(bucket) * within(bucket, age);
    }

    /** Returns the probability of a completion in {@code (after, by]}, at least 0. */
    double probability(double after, double by) {
        return Math.max(0, cdf(by) - cdf(after));
    }

    /** Returns the integral of age times density from 0 to {@code age}. */
    double partialMean(double age) {
        int bucket = SCALE.bucket(age);
        double within = within(bucket, age);
        return partialMeans[bucket]
                + mass(bucket) * within * (SCALE.lowerBound(bucket) + within * SCALE.width(bucket) / 2);
    }

    private static double within(int bucket, double age) {
        return Math.max(0, Math.min(1, (age - SCALE.lowerBound(bucket)) / SCALE.width(bucket)));
    }

    double mean() {
        return partialMeans[LogBuckets.BUCKETS];
    }
}
