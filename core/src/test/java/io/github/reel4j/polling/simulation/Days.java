package io.github.reel4j.polling.simulation;

import java.util.List;
import java.util.stream.IntStream;

/** Distributions that change from task to task. */
public final class Days {

    private static final int HOURS = 24;

    private Days() {}

    /** Returns one distribution for each hour of a day, during which the median rises and falls by 50 %. */
    public static List<CompletionTimes> drifting() {
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> {
                    double median = Distributions.MEDIAN * (1 + 0.5 * Math.sin(2 * Math.PI * hour / HOURS));
                    return new CompletionTimes("hour " + hour, 6 * median, Distributions.lognormal(median, 0.3));
                })
                .toList();
    }

    /** Returns three distributions with abruptly different medians. */
    public static List<CompletionTimes> broken() {
        return IntStream.of(40, 120, 20)
                .mapToObj(median ->
                        new CompletionTimes("median " + median, 6.0 * median, Distributions.lognormal(median, 0.3)))
                .toList();
    }

    /** Returns the equal mixture of all distributions. */
    public static CompletionTimes pooled(List<CompletionTimes> times) {
        return new CompletionTimes(
                "pooled",
                800,
                age -> times.stream().mapToDouble(each -> each.cdf(age)).sum() / times.size());
    }
}
