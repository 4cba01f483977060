package io.github.reel4j.polling.simulation;

import java.util.function.DoubleUnaryOperator;

/**
 * A distribution of completion times, as a table with steps of 0.1 %, so that simulation and optimum agree. Immutable.
 */
public final class CompletionTimes {

    private static final double STEP = 0.02;
    private static final double GROWTH = 0.001;

    private final String name;
    private final double[] at;
    private final double[] ended;
    private final double[] area;

    /**
     * Creates the table of a distribution.
     *
     * @param max the age at which all tasks are complete, in seconds
     * @param cdf the share of tasks that are complete at an age in seconds
     */
    public CompletionTimes(String name, double max, DoubleUnaryOperator cdf) {
        this.name = name;
        int size = 1;
        for (double age = 0; age < max; age += step(age)) {
            size++;
        }
        at = new double[size];
        ended = new double[size];
        area = new double[size];
        for (int i = 1; i < size; i++) {
            at[i] = at[i - 1] + step(at[i - 1]);
            ended[i] = i == size - 1 ? 1 : Math.min(1, cdf.applyAsDouble(at[i]));
            area[i] = area[i - 1] + (ended[i] + ended[i - 1]) / 2 * (at[i] - at[i - 1]);
        }
    }

    private static double step(double age) {
        return Math.max(STEP, GROWTH * age);
    }

    public String name() {
        return name;
    }

    int size() {
        return at.length;
    }

    double at(int i) {
        return at[i];
    }

    double ended(int i) {
        return ended[i];
    }

    public double mean() {
        return at[at.length - 1] - area[at.length - 1];
    }

    /** Returns the age at which this share of the tasks is complete. */
    public double quantile(double share) {
        int i = below(ended, share);
        double mass = ended[i + 1] - ended[i];
        return mass > 0 ? at[i] + (share - ended[i]) / mass * (at[i + 1] - at[i]) : at[i + 1];
    }

    /** Returns the share of tasks that are complete at {@code age}. */
    public double cdf(double age) {
        if (age >= at[at.length - 1]) {
            return 1;
        }
        int i = below(at, age);
        return ended[i] + (age - at[i]) / (at[i + 1] - at[i]) * (ended[i + 1] - ended[i]);
    }

    private double areaUntil(double age) {
        int last = at.length - 1;
        if (age >= at[last]) {
            return area[last] + age - at[last];
        }
        int i = below(at, age);
        return area[i] + (age - at[i]) * (ended[i] + cdf(age)) / 2;
    }

    /** Returns the expected delay at the second of two polls, of tasks that complete between them. */
    public double delay(double from, double to) {
        return areaUntil(to) - areaUntil(from) - cdf(from) * (to - from);
    }

    double delay(int from, int to) {
        return area[to] - area[from] - ended[from] * (at[to] - at[from]);
    }

    private static int below(double[] values, double value) {
        int low = 0;
        int high = values.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
