package io.github.reel4j.polling.simulation;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Distributions of completion times: those that the vendors' documents suggest, with a median of 41.4 s, and others.
 */
public final class Distributions {

    /** The median of the documented samples, in seconds. */
    public static final double MEDIAN = 41.4;

    private Distributions() {}

    public static List<CompletionTimes> all() {
        return List.of(
                lognormal(0.3),
                lognormal(0.5),
                lognormal(0.8),
                mix(),
                shifted(),
                bimodal(),
                heavyTail(),
                uniform(),
                exponential(),
                nearlyFixed());
    }

    public static CompletionTimes lognormal(double sigma) {
        return new CompletionTimes("lognormal " + sigma, MEDIAN * Math.exp(5.5 * sigma), lognormal(MEDIAN, sigma));
    }

    /** Returns a mixture around two documented samples, of 41 s and 107 s. */
    public static CompletionTimes mix() {
        DoubleUnaryOperator fast = lognormal(41, 0.21);
        DoubleUnaryOperator slow = lognormal(107, 0.21);
        return new CompletionTimes(
                "70/30 mix", 300, age -> 0.7 * fast.applyAsDouble(age) + 0.3 * slow.applyAsDouble(age));
    }

    static CompletionTimes shifted() {
        DoubleUnaryOperator rest = lognormal(12, 0.5);
        return new CompletionTimes("shifted by 30 s", 250, age -> rest.applyAsDouble(age - 30));
    }

    static CompletionTimes bimodal() {
        DoubleUnaryOperator fast = lognormal(20, 0.15);
        DoubleUnaryOperator slow = lognormal(180, 0.15);
        return new CompletionTimes(
                "bimodal", 400, age -> 0.5 * fast.applyAsDouble(age) + 0.5 * slow.applyAsDouble(age));
    }

    static CompletionTimes heavyTail() {
        return new CompletionTimes("heavy tail", 7200, age -> age < 20 ? 0 : 1 - Math.pow(20 / age, 1.5));
    }

    static CompletionTimes uniform() {
        return new CompletionTimes("uniform", 80, age -> Math.max(0, (age - 20) / 60));
    }

    public static CompletionTimes exponential() {
        return new CompletionTimes("exponential", 600, age -> -Math.expm1(-age / MEDIAN));
    }

    static CompletionTimes nearlyFixed() {
        return new CompletionTimes("nearly fixed", 60, lognormal(MEDIAN, 0.05));
    }

    static DoubleUnaryOperator lognormal(double median, double sigma) {
        return age -> age <= 0 ? 0 : normal(Math.log(age / median) / sigma);
    }

    /** Returns the normal distribution function, by Simpson's rule, with an error of 1e-8. */
    static double normal(double z) {
        double end = Math.min(8, Math.abs(z));
        int steps = 2 * (8 + (int) (end * 8));
        double width = end / steps;
        double sum = gaussian(0) + gaussian(end);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * gaussian(i * width);
        }
        double half = sum * width / 3 / Math.sqrt(2 * Math.PI);
        return z < 0 ? 0.5 - half : 0.5 + half;
    }

    private static double gaussian(double z) {
        return Math.exp(-z * z / 2);
    }
}
