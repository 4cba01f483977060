package io.github.reel4j.polling;

/**
 * How long one task takes: what others of its kind took, to the part {@code 1 - trust}, and the vendor's estimate of it, as often
 * wrong and by as much as its estimates were before, to the part {@code trust}.
 *
 * @param estimateBased how long tasks took, with the vendor's estimates as the unit of time
 * @param estimate in seconds, above 0
 */
record TaskForecast(
        CompletionDistribution histogram,
        CompletionDistribution estimateBased,
        double estimateWeight,
        double estimate) {

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;
    private static final double NEVER = 1e-9;

    static TaskForecast of(CompletionDistribution history) {
        return new TaskForecast(history, history, 0, 1);
    }

    double cdf(double age) {
        double known = histogram.cdf(age);
        return estimateWeight == 0 ? known : known + estimateWeight * (estimateBased.cdf(age / estimate) - known);
    }

    double cdfBefore(int bin) {
        return estimateWeight == 0 ? histogram.cdfBefore(bin) : cdf(SCALE.lowerBound(bin));
    }

    private double partialMean(double age) {
        double known = histogram.partialMean(age);
        return estimateWeight == 0
                ? known
                : known + estimateWeight * (estimate * estimateBased.partialMean(age / estimate) - known);
    }

    /**
     * For how long a task seen unfinished at {@code last} has been ended without our knowing it at {@code age}: the mean, in
     * seconds.
     */
    double expectedOverdue(double last, double age) {
        double left = Math.max(NEVER, 1 - cdf(last));
        double unseen = age * (cdf(age) - cdf(last)) - (partialMean(age) - partialMean(last));
        return Math.max(0, Math.min(age - last, unseen / left));
    }
}
