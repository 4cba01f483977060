package io.github.reel4j.polling;

import java.util.function.DoubleUnaryOperator;

/** What is expected of tasks of which nothing has been seen. */
final class Prior {

    /** The part of the mean in which tasks only begin to end. */
    private static final double START = 0.1;

    /** How far vendors' estimates are believed to be off before one was seen, as the deviation of the logarithm. */
    private static final double SPREAD = 0.3;

    private Prior() {}

    /**
     * An end is as likely at any age, but for a start in which it hardly is: what asks for a fixed interval, which nothing beats
     * when nothing is known.
     */
    static Forecast around(double mean) {
        return hazard(age -> Math.pow(Math.min(1, age / (START * mean)), 2) / mean);
    }

    /** Ends near the vendor's estimate, which is the unit of time; beyond it, as likely at any age. */
    static Forecast estimate() {
        return bell().mixed(0.2, around(1));
    }

    private static Forecast bell() {
        double[] mass = new double[LogScale.BINS];
        for (int i = 0; i < LogScale.BINS; i++) {
            double z = Math.log((LogScale.STANDARD.from(i) + LogScale.STANDARD.from(i + 1)) / 2) / SPREAD;
            mass[i] = Math.exp(-z * z / 2);
        }
        return Forecast.of(mass);
    }

    private static Forecast hazard(DoubleUnaryOperator hazard) {
        double[] mass = new double[LogScale.BINS];
        double left = 1;
        for (int i = 0; i < LogScale.BINS; i++) {
            double middle = (LogScale.STANDARD.from(i) + LogScale.STANDARD.from(i + 1)) / 2;
            mass[i] = left * -Math.expm1(-hazard.applyAsDouble(middle) * LogScale.STANDARD.width(i));
            left -= mass[i];
        }
        mass[LogScale.BINS - 1] += left;
        return Forecast.of(mass);
    }
}
