package io.github.reel4j.polling;

import java.util.Optional;

/** How far a vendor's estimates were off for one kind of task, and whether they tell more than the history. Not thread-safe. */
final class EstimateCalibration {

    /** Less than this, in seconds, is no estimate. */
    private static final double MIN_SAMPLES = 0.1;

    private static final CompletionDistribution INITIAL_WEIGHT = Prior.estimate();

    private final CompletionHistogram ratioHistogram;
    private final MixtureWeight weight;

    EstimateCalibration() {
        this(new CompletionHistogram(), MixtureWeight.INITIAL);
    }

    /** As it was saved. */
    EstimateCalibration(CompletionHistogram ratios, double trust) {
        this.ratioHistogram = ratios;
        this.weight = new MixtureWeight(trust);
    }

    CompletionHistogram ratioHistogram() {
        return ratioHistogram;
    }

    double weight() {
        return weight.value();
    }

    /** How long tasks take, in estimates. */
    CompletionDistribution forecast() {
        return ratioHistogram.distribution(INITIAL_WEIGHT);
    }

    static Optional<Double> of(PendingTask task) {
        return task.vendorEstimate().map(Seconds::of).filter(estimate -> estimate >= MIN_SAMPLES);
    }

    void add(double estimate, double after, double by, CompletionDistribution history) {
        double here = forecast().probability(after / estimate, by / estimate);
        weight.update(here, history.probability(after, by), ratioHistogram.total());
        ratioHistogram.add(after / estimate, by / estimate, INITIAL_WEIGHT);
    }
}
