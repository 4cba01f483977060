package io.github.reel4j.polling;

/** How long a task takes, as a distribution over {@link LogBuckets}, evenly spread within a bin. Immutable. */
final class CompletionDistribution {

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;

    /** The probability of an end before each bin, and of all, 1. */
    private final double[] cumulative = new double[LogBuckets.BUCKETS + 1];

    /** The ages at the ends before each bin, summed by probability: seconds. */
    private final double[] partialMeans = new double[LogBuckets.BUCKETS + 1];

    private CompletionDistribution() {}

    /** @param mass one value a bin, 0 or more, of any sum above 0 */
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

    /** This one to the part {@code 1 - weight}, {@code other} to the part {@code weight}. */
    CompletionDistribution mix(double weight, CompletionDistribution other) {
        CompletionDistribution mixed = new CompletionDistribution();
        for (int i = 0; i <= LogBuckets.BUCKETS; i++) {
            mixed.cumulative[i] = (1 - weight) * cumulative[i] + weight * other.cumulative[i];
            mixed.partialMeans[i] = (1 - weight) * partialMeans[i] + weight * other.partialMeans[i];
        }
        return mixed;
    }

    double mass(int bin) {
        return cumulative[bin + 1] - cumulative[bin];
    }

    /** The probability of an end before {@code bin}. */
    double cdfBefore(int bin) {
        return cumulative[bin];
    }

    /** The probability of an end by {@code age}. */
    double cdf(double age) {
        int bin = SCALE.bucket(age);
        return cumulative[bin] + mass(bin) * within(bin, age);
    }

    /** The probability of an end later than {@code after} and by {@code by}, at least 0. */
    double probability(double after, double by) {
        return Math.max(0, cdf(by) - cdf(after));
    }

    /** The ages at the ends by {@code age}, summed by probability. */
    double partialMean(double age) {
        int bin = SCALE.bucket(age);
        double within = within(bin, age);
        return partialMeans[bin] + mass(bin) * within * (SCALE.lowerBound(bin) + within * SCALE.width(bin) / 2);
    }

    private static double within(int bin, double age) {
        return Math.max(0, Math.min(1, (age - SCALE.lowerBound(bin)) / SCALE.width(bin)));
    }

    double mean() {
        return partialMeans[LogBuckets.BUCKETS];
    }
}
