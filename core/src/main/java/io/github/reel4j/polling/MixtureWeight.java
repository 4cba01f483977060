package io.github.reel4j.polling;

/**
 * How much more one forecast is believed than another, from 0 to 1: by how well both foretold what came (Bayes). It never becomes
 * so sure that a few surprises could not change it. Not thread-safe.
 */
final class MixtureWeight {

    /** What an opinion without any evidence is given. */
    static final double INITIAL = 0.1;

    /** Given back after each task however badly it foretold, so that it recovers from an outlier in a few. */
    private static final double FLOOR = 0.1;

    /** Left to the other however well it foretold. A greater rest would cost polls where none can find anything. */
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
     * Both gave what came these probabilities.
     *
     * @param seen from how many tasks it speaks
     */
    void update(double here, double there, double seen) {
        double ours = value * here;
        double theirs = (1 - value) * (there + NEVER);
        double min = FLOOR * seen / (seen + MIN_SAMPLES);
        value = min + (1 - min - CEILING_MARGIN) * ours / (ours + theirs);
    }
}
