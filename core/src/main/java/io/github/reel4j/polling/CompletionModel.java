package io.github.reel4j.polling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The histories of all kinds of tasks, each some 16 kB, and at most {@link #MAX_CLASSES} of them: later kinds share the history of the
 * broader ones. Not thread-safe.
 */
final class CompletionModel {

    static final int MAX_CLASSES = 256;

    private final Map<TaskClass, CompletionHistogram> histograms = new LinkedHashMap<>();
    private final Map<TaskClass, EstimateCalibration> calibrations = new LinkedHashMap<>();

    Map<TaskClass, CompletionHistogram> histograms() {
        return histograms;
    }

    Map<TaskClass, EstimateCalibration> calibrations() {
        return calibrations;
    }

    /** @param typical how long such a task takes by the documents, in seconds */
    CompletionDistribution distribution(CompletionKey key, double typical) {
        List<TaskClass> kinds = TaskClass.of(key);
        CompletionDistribution distribution = expectedOverdue(kinds.get(0), typical);
        for (TaskClass taskClass : kinds) {
            CompletionHistogram histogram = histograms.get(taskClass);
            distribution = histogram == null ? distribution : histogram.distribution(distribution);
        }
        return distribution;
    }

    /** Of a size, but without a shape. */
    private CompletionDistribution expectedOverdue(TaskClass broadest, double typical) {
        CompletionHistogram histogram = histograms.get(broadest);
        return histogram == null ? Prior.around(typical) : histogram.prior(typical);
    }

    EstimateCalibration calibration(CompletionKey key) {
        EstimateCalibration known = calibrations.get(TaskClass.of(key).get(0));
        return known == null ? new EstimateCalibration() : known;
    }

    void add(PendingTask task, double after, double by, double typical) {
        EstimateCalibration.of(task).ifPresent(estimate -> {
            TaskClass broadest = TaskClass.of(task.key()).get(0);
            if (calibrations.size() < MAX_CLASSES || calibrations.containsKey(broadest)) {
                calibrations
                        .computeIfAbsent(broadest, any -> new EstimateCalibration())
                        .add(estimate, after, by, distribution(task.key(), typical));
            }
        });
        CompletionDistribution otherwise =
                expectedOverdue(TaskClass.of(task.key()).get(0), typical);
        for (TaskClass taskClass : TaskClass.of(task.key())) {
            if (histograms.size() < MAX_CLASSES || histograms.containsKey(taskClass)) {
                CompletionHistogram histogram = histograms.computeIfAbsent(taskClass, any -> new CompletionHistogram());
                CompletionDistribution narrower = histogram.distribution(otherwise);
                histogram.add(after, by, otherwise);
                otherwise = narrower;
            }
        }
    }
}
