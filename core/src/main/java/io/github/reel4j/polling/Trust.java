package io.github.reel4j.polling;

/**
 * How much more one forecast is believed than another, from 0 to 1: by how well both foretold what came (Bayes). It never becomes
 * so sure that a few surprises could not change it. Not thread-safe.
 */
final class Trust {

    /** What an opinion without any evidence is given. */
    static final double UNTRIED = 0.1;

    /** Given back after each task however badly it foretold, so that it recovers from an outlier in a few. */
    private static final double GIVEN_BACK = 0.1;

    /** Left to the other however well it foretold. A greater rest would cost polls where none can find anything. */
    private static final double DOUBT = 0.0002;

    private static final double FEW = 10;
    private static final double NEVER = 1e-12;

    private double value;

    Trust(double value) {
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
    void weigh(double here, double there, double seen) {
        double ours = value * here;
        double theirs = (1 - value) * (there + NEVER);
        double least = GIVEN_BACK * seen / (seen + FEW);
        value = least + (1 - least - DOUBT) * ours / (ours + theirs);
    }
}
