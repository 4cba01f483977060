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
    static CompletionDistribution around(double mean) {
        return hazard(age -> Math.pow(Math.min(1, age / (START * mean)), 2) / mean);
    }

    /** Ends near the vendor's estimate, which is the unit of time; beyond it, as likely at any age. */
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
