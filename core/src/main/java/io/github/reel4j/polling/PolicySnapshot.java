package io.github.reel4j.polling;

/** All that is known of one kind of task at one time. Immutable. */
record PolicySnapshot(
        CompletionDistribution histogram,
        CompletionDistribution estimateBased,
        double estimateWeight,
        PollDensity density) {

    TaskForecast forecast(PendingTask task) {
        return EstimateCalibration.of(task)
                .map(estimate -> new TaskForecast(histogram, estimateBased, estimateWeight, estimate))
                .orElseGet(() -> TaskForecast.of(histogram));
    }
}
