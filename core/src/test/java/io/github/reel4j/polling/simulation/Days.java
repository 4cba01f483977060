package io.github.reel4j.polling.simulation;

import java.util.List;
import java.util.stream.IntStream;

/** Times that change while they are learned. */
public final class Days {

    private static final int HOURS = 24;

    private Days() {}

    /** The median rises and falls by half over the day, as load does. */
    public static List<CompletionTimes> drifting() {
        return IntStream.range(0, HOURS)
                .mapToObj(hour -> {
                    double median = Distributions.MEDIAN * (1 + 0.5 * Math.sin(2 * Math.PI * hour / HOURS));
                    return new CompletionTimes("hour " + hour, 6 * median, Distributions.lognormal(median, 0.3));
                })
                .toList();
    }

    /** Twice, everything learned becomes wrong at once. */
    public static List<CompletionTimes> broken() {
        return IntStream.of(40, 120, 20)
                .mapToObj(median ->
                        new CompletionTimes("median " + median, 6.0 * median, Distributions.lognormal(median, 0.3)))
                .toList();
    }

    /** All of them in equal numbers, where it is not known which task is of which. */
    public static CompletionTimes pooled(List<CompletionTimes> times) {
        return new CompletionTimes(
                "pooled",
                800,
                age -> times.stream().mapToDouble(each -> each.endedBy(age)).sum() / times.size());
    }
}
