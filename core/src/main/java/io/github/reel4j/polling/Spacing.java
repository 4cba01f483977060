package io.github.reel4j.polling;

/**
 * Places polls so that the mean delay between end and detection is the least that can be had for their mean number: their density
 * goes with the square root of the hazard, the rate at which tasks that still run end. (J. B. Keller, Optimum checking schedules
 * for systems subject to random failure, Management Science 21, 1974.)
 *
 * @param scale polls per second at a hazard of 1 per second
 * @param shortest the least gap between two polls, in seconds
 * @param longest the greatest gap once most tasks have ended, in seconds
 */
record Spacing(double scale, double shortest, double longest) {

    private static final LogScale SCALE = LogScale.STANDARD;
    private static final double MOST = 0.9;
    private static final double NEVER = 1e-12;

    /** As many polls as one every {@code interval} would need for tasks as {@code forecast}. */
    static Spacing like(double interval, Forecast forecast, double shortest, double longest) {
        double roots = 0;
        for (int i = 0; i < LogScale.BINS; i++) {
            double left = 1 - (forecast.endedBefore(i) + forecast.endedBefore(i + 1)) / 2;
            roots += Math.sqrt(Math.max(0, forecast.mass(i) * left * SCALE.width(i)));
        }
        return new Spacing(forecast.mean() / interval / roots, shortest, longest);
    }

    /** Polls per second. */
    private double density(Outlook outlook, int bin) {
        double before = outlook.endedBefore(bin);
        double after = outlook.endedBefore(bin + 1);
        double hazard = (after - before) / (Math.max(NEVER, 1 - (before + after) / 2) * SCALE.width(bin));
        double wanted = scale * Math.sqrt(Math.max(0, hazard));
        return Math.min(1 / shortest, after < MOST ? wanted : Math.max(1 / longest, wanted));
    }

    /**
     * The age of the poll after one at {@code last}. It is the best one between that and the age by which two polls are due, which
     * matters where times come in clusters: what is left of a cluster must not wait for the next. The best is where the product of
     * what has ended by then, and of the time that this saves it until the second, is greatest.
     *
     * @param part how much of one poll is due, about 1
     */
    double next(Outlook outlook, double last, double part) {
        double one = advance(outlook, last, part);
        double two = advance(outlook, one, 1);
        double base = outlook.endedBy(last);
        double best = (two - one) * (outlook.endedBy(one) - base);
        double at = one;
        for (int bin = SCALE.bin(last + shortest) + 1; bin < LogScale.BINS && SCALE.from(bin) < two; bin++) {
            double found = (two - SCALE.from(bin)) * (outlook.endedBefore(bin) - base);
            if (found > best) {
                best = found;
                at = SCALE.from(bin);
            }
        }
        return base >= MOST ? Math.min(at, last + longest) : at;
    }

    private double advance(Outlook outlook, double last, double part) {
        double rest = part;
        double from = last;
        for (int bin = SCALE.bin(last); bin < LogScale.BINS; bin++) {
            double density = density(outlook, bin);
            double to = Math.max(from, SCALE.from(bin + 1));
            if (density * (to - from) >= rest) {
                return from + rest / density;
            }
            rest -= density * (to - from);
            from = to;
        }
        return from + rest * longest;
    }
}
