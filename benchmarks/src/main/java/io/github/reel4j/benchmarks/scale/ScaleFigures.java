package io.github.reel4j.benchmarks.scale;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What following many tasks took.
 *
 * @param threads the most there were at once, beyond those of the JVM
 * @param peakCalls the most calls under way at once; NaN if not seen
 * @param heapPerTask live bytes for each task that is waited for, without what stood for it before
 * @param heapWithRequest the same with it
 * @param residentPerTask bytes of resident memory for each task
 * @param latenessP99 milliseconds; NaN if not seen
 * @param cores CPU time of the process by time
 * @param rate calls a second; NaN if not seen
 */
record ScaleFigures(
        double threads,
        double peakCalls,
        double heapPerTask,
        double heapWithRequest,
        double residentPerTask,
        double latenessP99,
        double cores,
        double rate) {

    private double[] values() {
        return new double[] {threads, peakCalls, heapPerTask, heapWithRequest, residentPerTask, latenessP99, cores, rate
        };
    }

    String format() {
        return Arrays.stream(values()).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    static ScaleFigures parse(String line) {
        double[] values = Arrays.stream(line.strip().split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new ScaleFigures(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
    }
}
