package io.github.reel4j.benchmarks;

/**
 * The measurements of one library in one round.
 *
 * @param p50 median duration of a call with 1 caller, in µs
 * @param p99 99th percentile of the duration of a call with 1 caller, in µs
 * @param cpuOfOne CPU time of each call with 1 caller, in µs
 * @param bytes bytes that each call allocates, with 1 caller
 * @param rate responses per second with 64 callers
 * @param cpuOfMany CPU time of each call with 64 callers, in µs
 */
record Figures(double p50, double p99, double cpuOfOne, double bytes, double rate, double cpuOfMany) {

    static final int COUNT = 6;

    static final Figures FAILED = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    double get(int figure) {
        return switch (figure) {
            case 0 -> p50;
            case 1 -> p99;
            case 2 -> cpuOfOne;
            case 3 -> bytes;
            case 4 -> rate;
            default -> cpuOfMany;
        };
    }

    String format() {
        return p50 + " " + p99 + " " + cpuOfOne + " " + bytes + " " + rate + " " + cpuOfMany;
    }

    static Figures parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = Double.parseDouble(parts[i]);
        }
        return new Figures(values[0], values[1], values[2], values[3], values[4], values[5]);
    }
}
