package io.github.reel4j.polling.adaptive;

import java.util.function.DoubleUnaryOperator;

/** The completion time distributions that are assumed before any task was observed. */
final class Prior {

    /** The share of the mean during which the hazard rises from 0 to its constant value. */
    private static final double START = 0.1;

    /** The assumed error of vendor estimates, as the standard deviation of the logarithm. */
    private static final double SPREAD = 0.3;

    private Prior() {}

    /**
     * Returns a distribution with a constant hazard after a short start. Its optimal poll schedule is a fixed interval,
     * which is the best schedule when nothing is known.
     */
    static CompletionDistribution around(double mean) {
        return hazard(age -> Math.pow(Math.min(1, age / (START * mean)), 2) / mean);
    }

    /** Returns a distribution around the vendor's estimate, which is the unit of time, with 20 % of {@link #around}. */
    static CompletionDistribution estimate() {
        return kernel().mix(0.2, around(1));
    }

    private static CompletionDistribution kernel() {
        double[] mass = new double[LogBuckets.BUCKETS];
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            double z = Math.log((LogBuckets.DEFAULT.lowerBound(i) + LogBuckets.DEFAULT.lowerBound(i + 1)) / 2) / SPREAD;
            mass[i] = Math.exp(-z * z / 2);
        }
        return CompletionDistribution.of(mass);
    }

    private static CompletionDistribution hazard(DoubleUnaryOperator hazard) {
        double[] mass = new double[LogBuckets.BUCKETS];
        double left = 1;
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            double middle = (LogBuckets.DEFAULT.lowerBound(i) + LogBuckets.DEFAULT.lowerBound(i + 1)) / 2;
            mass[i] = left * -Math.expm1(-hazard.applyAsDouble(middle) * LogBuckets.DEFAULT.width(i));
            left -= mass[i];
        }
        mass[LogBuckets.BUCKETS - 1] += left;
        return CompletionDistribution.of(mass);
    }
}
