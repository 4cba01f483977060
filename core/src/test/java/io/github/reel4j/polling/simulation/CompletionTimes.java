package io.github.reel4j.polling.simulation;

import java.util.function.DoubleUnaryOperator;

/** A known distribution of completion times, as a table fine enough (0.1 %) that simulation and optimum agree on it. Immutable. */
public final class CompletionTimes {

    private static final double STEP = 0.02;
    private static final double GROWTH = 0.001;

    private final String name;
    private final double[] at;
    private final double[] ended;
    private final double[] area;

    /**
     * @param max every task has ended by then, in seconds
     * @param cdf the part that has ended by an age in seconds
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

    /** The age by which {@code part} of the tasks have ended. */
    public double quantile(double part) {
        int i = below(ended, part);
        double mass = ended[i + 1] - ended[i];
        return mass > 0 ? at[i] + (part - ended[i]) / mass * (at[i + 1] - at[i]) : at[i + 1];
    }

    /** The part that has ended by {@code age}. */
    public double endedBy(double age) {
        if (age >= at[at.length - 1]) {
            return 1;
        }
        int i = below(at, age);
        return ended[i] + (age - at[i]) / (at[i + 1] - at[i]) * (ended[i + 1] - ended[i]);
    }

    private double areaBy(double age) {
        int last = at.length - 1;
        if (age >= at[last]) {
            return area[last] + age - at[last];
        }
        int i = below(at, age);
        return area[i] + (age - at[i]) * (ended[i] + endedBy(age)) / 2;
    }

    /** The delay that tasks ending between two polls have at the second, summed by probability. */
    public double delay(double from, double to) {
        return areaBy(to) - areaBy(from) - endedBy(from) * (to - from);
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
