package io.github.reel4j.polling.adaptive;

/**
 * Learns how accurate a vendor's estimates are for one task class, and how much weight they get against the histogram
 * of completion times. Not thread-safe.
 */
final class VendorEstimateAccuracy {

    /** Shorter estimates, in seconds, are ignored. */
    private static final double MIN_ESTIMATE = 0.1;

    private static final CompletionDistribution PRIOR = Prior.estimate();

    private final CompletionHistogram ratioHistogram;
    private final MixtureWeight weight;

    VendorEstimateAccuracy() {
        this(new CompletionHistogram(), MixtureWeight.INITIAL);
    }

    /** Restores a saved calibration. */
    VendorEstimateAccuracy(CompletionHistogram ratioHistogram, double weight) {
        this.ratioHistogram = ratioHistogram;
        this.weight = new MixtureWeight(weight);
    }

    static boolean isUsable(double estimate) {
        return estimate >= MIN_ESTIMATE;
    }

    /** Returns the histogram of task durations divided by the vendor's estimates. */
    CompletionHistogram ratioHistogram() {
        return ratioHistogram;
    }

    double weight() {
        return weight.value();
    }

    /** Returns the distribution of task durations, with the vendor's estimate as the unit of time. */
    CompletionDistribution forecast() {
        return ratioHistogram.distribution(PRIOR);
    }

    /**
     * Records that a task completed in {@code (after, by]}, against its estimate and the forecast without estimates.
     */
    void add(double estimate, double after, double by, CompletionDistribution withoutEstimate) {
        double probability = forecast().probability(after / estimate, by / estimate);
        weight.update(probability, withoutEstimate.probability(after, by), ratioHistogram.total());
        ratioHistogram.add(after / estimate, by / estimate, PRIOR);
    }
}
