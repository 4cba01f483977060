package io.github.reel4j.polling;

/** How long a task takes, as a distribution over {@link LogScale}, evenly spread within a bin. Immutable. */
final class Forecast {

    private static final LogScale SCALE = LogScale.STANDARD;

    /** The probability of an end before each bin, and of all, 1. */
    private final double[] ended = new double[LogScale.BINS + 1];

    /** The ages at the ends before each bin, summed by probability: seconds. */
    private final double[] ages = new double[LogScale.BINS + 1];

    private Forecast() {}

    /** @param mass one value a bin, 0 or more, of any sum above 0 */
    static Forecast of(double[] mass) {
        double sum = 0;
        for (double each : mass) {
            sum += each;
        }
        Forecast forecast = new Forecast();
        for (int i = 0; i < LogScale.BINS; i++) {
            double share = mass[i] / sum;
            forecast.ended[i + 1] = forecast.ended[i] + share;
            forecast.ages[i + 1] = forecast.ages[i] + share * (SCALE.from(i) + SCALE.from(i + 1)) / 2;
        }
        return forecast;
    }

    /** This one to the part {@code 1 - weight}, {@code other} to the part {@code weight}. */
    Forecast mixed(double weight, Forecast other) {
        Forecast mixed = new Forecast();
        for (int i = 0; i <= LogScale.BINS; i++) {
            mixed.ended[i] = (1 - weight) * ended[i] + weight * other.ended[i];
            mixed.ages[i] = (1 - weight) * ages[i] + weight * other.ages[i];
        }
        return mixed;
    }

    double mass(int bin) {
        return ended[bin + 1] - ended[bin];
    }

    /** The probability of an end before {@code bin}. */
    double endedBefore(int bin) {
        return ended[bin];
    }

    /** The probability of an end by {@code age}. */
    double endedBy(double age) {
        int bin = SCALE.bin(age);
        return ended[bin] + mass(bin) * within(bin, age);
    }

    /** The probability of an end later than {@code after} and by {@code by}, at least 0. */
    double endedBetween(double after, double by) {
        return Math.max(0, endedBy(by) - endedBy(after));
    }

    /** The ages at the ends by {@code age}, summed by probability. */
    double agesBy(double age) {
        int bin = SCALE.bin(age);
        double within = within(bin, age);
        return ages[bin] + mass(bin) * within * (SCALE.from(bin) + within * SCALE.width(bin) / 2);
    }

    private static double within(int bin, double age) {
        return Math.max(0, Math.min(1, (age - SCALE.from(bin)) / SCALE.width(bin)));
    }

    double mean() {
        return ages[LogScale.BINS];
    }
}
