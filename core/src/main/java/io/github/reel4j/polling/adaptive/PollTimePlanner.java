package io.github.reel4j.polling.adaptive;

/**
 * Chooses the times of polls. For a given mean number of polls, these times minimize the mean delay until the end of a
 * task is noticed. The optimal poll density is proportional to the square root of the hazard, the rate at which running
 * tasks complete (J. B. Keller, Optimum checking schedules for systems subject to random failure, Management Science
 * 21, 1974).
 *
 * @param scale polls per second at a hazard of 1 per second
 * @param minGap the shortest gap between two polls, in seconds
 * @param maxGap the longest gap between two polls once most tasks are complete, in seconds
 */
record PollTimePlanner(double scale, double minGap, double maxGap) {

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;
    /** {@link #maxGap} holds once this share of tasks is complete. */
    private static final double MAX_TASKS = 0.9;

    private static final double NEVER = 1e-12;

    /** Returns a density that needs as many polls in the mean as one poll every {@code interval} seconds. */
    static PollTimePlanner withBudgetOf(double interval, CompletionDistribution distribution, double min, double max) {
        double roots = 0;
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            double left = 1 - (distribution.cdfBefore(i) + distribution.cdfBefore(i + 1)) / 2;
            roots += Math.sqrt(Math.max(0, distribution.mass(i) * left * SCALE.width(i)));
        }
        return new PollTimePlanner(distribution.mean() / interval / roots, min, max);
    }

    /** Returns the density in {@code bucket}, in polls per second. */
    private double density(TaskForecast forecast, int bucket) {
        double before = forecast.cdfBefore(bucket);
        double after = forecast.cdfBefore(bucket + 1);
        double hazard = (after - before) / (Math.max(NEVER, 1 - (before + after) / 2) * SCALE.width(bucket));
        double wanted = scale * Math.sqrt(Math.max(0, hazard));
        return Math.min(1 / minGap, after < MAX_TASKS ? wanted : Math.max(1 / maxGap, wanted));
    }

    /**
     * Returns the age of the poll after the one at {@code last}, in seconds. Considers all ages until two polls are due
     * and takes the one that saves the most waiting time: the share of tasks that complete before it, times the time
     * until the second poll. So a task that completes late in a cluster is found with its cluster.
     *
     * @param polls how many polls are due by then, about 1
     */
    double next(TaskForecast forecast, double last, double polls) {
        double one = inverseIntegral(forecast, last, polls);
        double two = inverseIntegral(forecast, one, 1);
        double base = forecast.cdf(last);
        double best = (two - one) * (forecast.cdf(one) - base);
        double at = one;
        for (int bucket = SCALE.bucket(last + minGap) + 1;
                bucket < LogBuckets.BUCKETS && SCALE.lowerBound(bucket) < two;
                bucket++) {
            double found = (two - SCALE.lowerBound(bucket)) * (forecast.cdfBefore(bucket) - base);
            if (found > best) {
                best = found;
                at = SCALE.lowerBound(bucket);
            }
        }
        return base >= MAX_TASKS ? Math.min(at, last + maxGap) : at;
    }

    /** Returns the age at which the integral of the density from {@code last} on reaches {@code polls}. */
    private double inverseIntegral(TaskForecast forecast, double last, double polls) {
        double remaining = polls;
        double from = last;
        for (int bucket = SCALE.bucket(last); bucket < LogBuckets.BUCKETS; bucket++) {
            double density = density(forecast, bucket);
            double to = Math.max(from, SCALE.lowerBound(bucket + 1));
            if (density * (to - from) >= remaining) {
                return from + remaining / density;
            }
            remaining -= density * (to - from);
            from = to;
        }
        return from + remaining * maxGap;
    }
}
