package io.github.reel4j.polling.adaptive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was learned about how long tasks take: a histogram of completion times, of about 16 kB, for each class of
 * similar tasks. Keeps histograms for at most {@link #MAX_CLASSES} task classes. A class that comes later gets none;
 * its tasks use the histograms of broader classes. All times are in seconds. Not thread-safe.
 */
public final class CompletionModel {

    public static final int MAX_CLASSES = 256;

    private final Map<TaskClass, CompletionHistogram> histograms = new LinkedHashMap<>();
    private final Map<TaskClass, VendorEstimateAccuracy> calibrations = new LinkedHashMap<>();

    Map<TaskClass, CompletionHistogram> histograms() {
        return histograms;
    }

    Map<TaskClass, VendorEstimateAccuracy> calibrations() {
        return calibrations;
    }

    /** Replaces all that was learned by what {@code other} has learned. */
    public void replaceWith(CompletionModel other) {
        histograms.clear();
        calibrations.clear();
        histograms.putAll(other.histograms);
        calibrations.putAll(other.calibrations);
    }

    /**
     * Computes the snapshot of a task.
     *
     * @param classes of the task, from the broadest to the narrowest
     * @param typical the documented duration of such a task
     * @param interval the mean interval between two polls
     * @param minGap the shortest gap between two polls
     * @param maxGap the longest gap between two polls once most tasks are complete
     */
    public PollTimeCalculator snapshot(
            List<TaskClass> classes, double typical, double interval, double minGap, double maxGap) {
        CompletionDistribution distribution = distribution(classes, typical);
        VendorEstimateAccuracy known = calibrations.get(classes.get(0));
        return new PollTimeCalculator(
                distribution,
                known == null ? new VendorEstimateAccuracy() : known,
                PollTimePlanner.withBudgetOf(interval, distribution, minGap, maxGap));
    }

    private CompletionDistribution distribution(List<TaskClass> classes, double typical) {
        CompletionDistribution distribution = prior(classes.get(0), typical);
        for (TaskClass each : classes) {
            CompletionHistogram histogram = histograms.get(each);
            distribution = histogram == null ? distribution : histogram.distribution(distribution);
        }
        return distribution;
    }

    /** Has the mean that was learned, but not the shape. */
    private CompletionDistribution prior(TaskClass broadest, double typical) {
        CompletionHistogram histogram = histograms.get(broadest);
        return histogram == null ? Prior.around(typical) : histogram.prior(typical);
    }

    /**
     * Records that a task completed in the interval {@code (after, by]}.
     *
     * @param classes of the task, from the broadest to the narrowest
     * @param estimate the vendor's estimate of the task's duration
     * @param typical the documented duration of such a task
     */
    public void add(List<TaskClass> classes, Optional<Double> estimate, double after, double by, double typical) {
        TaskClass broadest = classes.get(0);
        if (estimate.filter(VendorEstimateAccuracy::isUsable).isPresent()
                && (calibrations.size() < MAX_CLASSES || calibrations.containsKey(broadest))) {
            calibrations
                    .computeIfAbsent(broadest, any -> new VendorEstimateAccuracy())
                    .add(estimate.get(), after, by, distribution(classes, typical));
        }
        CompletionDistribution broader = prior(broadest, typical);
        for (TaskClass each : classes) {
            if (histograms.size() < MAX_CLASSES || histograms.containsKey(each)) {
                CompletionHistogram histogram = histograms.computeIfAbsent(each, any -> new CompletionHistogram());
                CompletionDistribution before = histogram.distribution(broader);
                histogram.add(after, by, broader);
                broader = before;
            }
        }
    }
}
