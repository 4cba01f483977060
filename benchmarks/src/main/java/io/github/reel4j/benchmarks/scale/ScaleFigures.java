package io.github.reel4j.benchmarks.scale;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The measurements of one library that waits for many tasks.
 *
 * @param threads the maximum of concurrent threads, without those of the JVM
 * @param peakCalls the maximum of concurrent calls; NaN if unknown
 * @param heapPerTask live heap for each task, without its reference, in bytes
 * @param heapWithRequest live heap for each task, with its reference, in bytes
 * @param residentPerTask resident memory for each task, in bytes
 * @param latenessP99 99th percentile of the polls' delay, in ms; NaN if unknown
 * @param cores CPU time of the process divided by time
 * @param rate calls per second; NaN if unknown
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
