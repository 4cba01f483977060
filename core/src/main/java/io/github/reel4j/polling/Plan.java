package io.github.reel4j.polling;

/** All that is known of one kind of task at one time. Immutable. */
record Plan(Forecast history, Forecast byEstimate, double trustInEstimates, Spacing spacing) {

    Outlook outlook(PendingTask task) {
        return Estimates.of(task)
                .map(estimate -> new Outlook(history, byEstimate, trustInEstimates, estimate))
                .orElseGet(() -> Outlook.of(history));
    }
}
