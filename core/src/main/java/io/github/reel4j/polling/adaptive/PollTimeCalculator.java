package io.github.reel4j.polling.adaptive;

import java.util.Optional;

/**
 * Computes when to poll the tasks with one completion key. It uses the forecast and the poll density as they were at
 * its creation. All ages are in seconds; all estimates are the vendor's, in seconds after the acceptance of the task.
 * Immutable.
 */
public final class PollTimeCalculator {

    private final CompletionDistribution distribution;
    private final CompletionDistribution estimateBased;
    private final double estimateWeight;
    private final PollTimePlanner density;

    PollTimeCalculator(
            CompletionDistribution distribution, VendorEstimateAccuracy calibration, PollTimePlanner density) {
        this.distribution = distribution;
        this.estimateBased = calibration.forecast();
        this.estimateWeight = calibration.weight();
        this.density = density;
    }

    /**
     * Returns the age at which to poll next.
     *
     * @param last the age at the last poll
     * @param jitter the share of an average gap to wait, about 1
     */
    public double nextPollAt(Optional<Double> estimate, double last, double jitter) {
        return density.next(forecast(estimate), last, jitter);
    }

    /**
     * Returns for how many seconds, in the mean, a task seen running at {@code last} is already complete at
     * {@code age}.
     */
    public double expectedOverdue(Optional<Double> estimate, double last, double age) {
        return forecast(estimate).expectedOverdue(last, age);
    }

    private TaskForecast forecast(Optional<Double> estimate) {
        return estimate.filter(VendorEstimateAccuracy::isUsable)
                .map(seconds -> new TaskForecast(distribution, estimateBased, estimateWeight, seconds))
                .orElseGet(() -> TaskForecast.of(distribution));
    }
}
