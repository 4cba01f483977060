package io.github.reel4j.polling;

import java.util.Optional;

/** How far a vendor's estimates were off for one kind of task, and whether they tell more than the history. Not thread-safe. */
final class Estimates {

    /** Less than this, in seconds, is no estimate. */
    private static final double LEAST = 0.1;

    private static final Forecast UNTRIED = Prior.estimate();

    private final History ratios;
    private final Trust trust;

    Estimates() {
        this(new History(), Trust.UNTRIED);
    }

    /** As it was saved. */
    Estimates(History ratios, double trust) {
        this.ratios = ratios;
        this.trust = new Trust(trust);
    }

    History ratios() {
        return ratios;
    }

    double trust() {
        return trust.value();
    }

    /** How long tasks take, in estimates. */
    Forecast forecast() {
        return ratios.forecast(UNTRIED);
    }

    static Optional<Double> of(PendingTask task) {
        return task.vendorEstimate().map(Ages::seconds).filter(estimate -> estimate >= LEAST);
    }

    void add(double estimate, double after, double by, Forecast history) {
        double here = forecast().endedBetween(after / estimate, by / estimate);
        trust.weigh(here, history.endedBetween(after, by), ratios.total());
        ratios.add(after / estimate, by / estimate, UNTRIED);
    }
}
