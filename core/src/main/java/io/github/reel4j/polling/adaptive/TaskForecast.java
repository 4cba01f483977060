package io.github.reel4j.polling.adaptive;

/**
 * The distribution of the completion time of one task. It combines the times that similar tasks took with the vendor's
 * estimate.
 *
 * @param estimateBased the distribution of task durations, with the vendor's estimate as the unit of time
 * @param estimate of the vendor, in seconds, above 0
 */
record TaskForecast(
        CompletionDistribution histogram,
        CompletionDistribution estimateBased,
        double estimateWeight,
        double estimate) {

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;
    private static final double NEVER = 1e-9;

    /** Returns the forecast of a task without a vendor estimate. */
    static TaskForecast of(CompletionDistribution histogram) {
        return new TaskForecast(histogram, histogram, 0, 1);
    }

    double cdf(double age) {
        double known = histogram.cdf(age);
        return estimateWeight == 0 ? known : known + estimateWeight * (estimateBased.cdf(age / estimate) - known);
    }

    double cdfBefore(int bucket) {
        return estimateWeight == 0 ? histogram.cdfBefore(bucket) : cdf(SCALE.lowerBound(bucket));
    }

    private double partialMean(double age) {
        double known = histogram.partialMean(age);
        return estimateWeight == 0
                ? known
                : known + estimateWeight * (estimate * estimateBased.partialMean(age / estimate) - known);
    }

    /**
     * Returns for how many seconds, in the mean, a task seen running at {@code last} is already complete at
     * {@code age}.
     */
    double expectedOverdue(double last, double age) {
        double left = Math.max(NEVER, 1 - cdf(last));
        double unseen = age * (cdf(age) - cdf(last)) - (partialMean(age) - partialMean(last));
        return Math.max(0, Math.min(age - last, unseen / left));
    }
}
