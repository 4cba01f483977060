package io.github.reel4j.polling;

/**
 * Places polls so that the mean delay between end and detection is the least that can be had for their mean number: their density
 * goes with the square root of the hazard, the rate at which tasks that still run end. (J. B. Keller, Optimum checking schedules
 * for systems subject to random failure, Management Science 21, 1974.)
 *
 * @param scale polls per second at a hazard of 1 per second
 * @param minGap the least gap between two polls, in seconds
 * @param maxGap the greatest gap once most tasks have ended, in seconds
 */
record PollDensity(double scale, double minGap, double maxGap) {

    private static final LogBuckets SCALE = LogBuckets.DEFAULT;
    private static final double MAX_ITERATIONS = 0.9;
    private static final double NEVER = 1e-12;

    /** As many polls as one every {@code interval} would need for tasks as {@code forecast}. */
    static PollDensity withBudgetOf(double interval, CompletionDistribution distribution, double min, double max) {
        double roots = 0;
        for (int i = 0; i < LogBuckets.BUCKETS; i++) {
            double left = 1 - (distribution.cdfBefore(i) + distribution.cdfBefore(i + 1)) / 2;
            roots += Math.sqrt(Math.max(0, distribution.mass(i) * left * SCALE.width(i)));
        }
        return new PollDensity(distribution.mean() / interval / roots, min, max);
    }

    /** Polls per second. */
    private double density(TaskForecast forecast, int bin) {
        double before = forecast.cdfBefore(bin);
        double after = forecast.cdfBefore(bin + 1);
        double hazard = (after - before) / (Math.max(NEVER, 1 - (before + after) / 2) * SCALE.width(bin));
        double wanted = scale * Math.sqrt(Math.max(0, hazard));
        return Math.min(1 / minGap, after < MAX_ITERATIONS ? wanted : Math.max(1 / maxGap, wanted));
    }

    /**
     * The age of the poll after one at {@code last}. It is the best one between that and the age by which two polls are due, which
     * matters where times come in clusters: what is left of a cluster must not wait for the next. The best is where the product of
     * what has ended by then, and of the time that this saves it until the second, is greatest.
     *
     * @param part how much of one poll is due, about 1
     */
    double next(TaskForecast forecast, double last, double part) {
        double one = inverseIntegral(forecast, last, part);
        double two = inverseIntegral(forecast, one, 1);
        double base = forecast.cdf(last);
        double best = (two - one) * (forecast.cdf(one) - base);
        double at = one;
        for (int bin = SCALE.bucket(last + minGap) + 1;
                bin < LogBuckets.BUCKETS && SCALE.lowerBound(bin) < two;
                bin++) {
            double found = (two - SCALE.lowerBound(bin)) * (forecast.cdfBefore(bin) - base);
            if (found > best) {
                best = found;
                at = SCALE.lowerBound(bin);
            }
        }
        return base >= MAX_ITERATIONS ? Math.min(at, last + maxGap) : at;
    }

    private double inverseIntegral(TaskForecast forecast, double last, double part) {
        double rest = part;
        double from = last;
        for (int bin = SCALE.bucket(last); bin < LogBuckets.BUCKETS; bin++) {
            double density = density(forecast, bin);
            double to = Math.max(from, SCALE.lowerBound(bin + 1));
            if (density * (to - from) >= rest) {
                return from + rest / density;
            }
            rest -= density * (to - from);
            from = to;
        }
        return from + rest * maxGap;
    }
}
