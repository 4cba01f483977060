package io.github.reel4j.polling;

/**
 * How long one task takes: what others of its kind took, to the part {@code 1 - trust}, and the vendor's estimate of it, as often
 * wrong and by as much as its estimates were before, to the part {@code trust}.
 *
 * @param byEstimate how long tasks took, with the vendor's estimates as the unit of time
 * @param estimate in seconds, above 0
 */
record Outlook(Forecast history, Forecast byEstimate, double trust, double estimate) {

    private static final LogScale SCALE = LogScale.STANDARD;
    private static final double NEVER = 1e-9;

    static Outlook of(Forecast history) {
        return new Outlook(history, history, 0, 1);
    }

    double endedBy(double age) {
        double known = history.endedBy(age);
        return trust == 0 ? known : known + trust * (byEstimate.endedBy(age / estimate) - known);
    }

    double endedBefore(int bin) {
        return trust == 0 ? history.endedBefore(bin) : endedBy(SCALE.from(bin));
    }

    private double agesBy(double age) {
        double known = history.agesBy(age);
        return trust == 0 ? known : known + trust * (estimate * byEstimate.agesBy(age / estimate) - known);
    }

    /**
     * For how long a task seen unfinished at {@code last} has been ended without our knowing it at {@code age}: the mean, in
     * seconds.
     */
    double unseen(double last, double age) {
        double left = Math.max(NEVER, 1 - endedBy(last));
        double unseen = age * (endedBy(age) - endedBy(last)) - (agesBy(age) - agesBy(last));
        return Math.max(0, Math.min(age - last, unseen / left));
    }
}
