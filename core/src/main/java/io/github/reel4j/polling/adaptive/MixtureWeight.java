package io.github.reel4j.polling.adaptive;

/**
 * The share of one forecast, from 0 to 1, in a mixture of two forecasts. Bayes' rule updates it with how well both
 * predicted each completion. Bounds keep it able to change after a few surprises. Not thread-safe.
 */
final class MixtureWeight {

    /** The weight before any update. */
    static final double INITIAL = 0.1;

    /** Lower bound after each update, so that the weight recovers within a few tasks after an outlier. */
    private static final double FLOOR = 0.1;

    /** The smallest weight of the other forecast. More would cost polls at ages at which no task completes. */
    private static final double CEILING_MARGIN = 0.0002;

    private static final double MIN_SAMPLES = 10;
    private static final double NEVER = 1e-12;

    private double value;

    MixtureWeight(double value) {
        this.value = value;
    }

    double value() {
        return value;
    }

    /**
     * Updates the weight after a completion.
     *
     * @param probability that this forecast gave the completion
     * @param otherProbability that the other forecast gave the completion
     * @param samples how many tasks this forecast is based on
     */
    void update(double probability, double otherProbability, double samples) {
        double ours = value * probability;
        double theirs = (1 - value) * (otherProbability + NEVER);
        double min = FLOOR * samples / (samples + MIN_SAMPLES);
        value = min + (1 - min - CEILING_MARGIN) * ours / (ours + theirs);
    }
}
