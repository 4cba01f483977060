package io.github.reel4j.polling;

import io.github.reel4j.model.Resolution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The text form of what was learned, version 1: a line that names the form, then one line for each kind of task,
 * {@code ages provider operation model resolution trust bin:count ...}, and for the vendors' estimates
 * {@code estimates provider operation trust trust bin:count ...}. {@code *} is any model or resolution.
 */
final class CompletionModelCodec {

    static final String TITLE = "reel4j-completion-times 1";
    static final String AGES = "ages";
    static final String ESTIMATES = "estimates";
    static final String ANY = "*";

    private CompletionModelCodec() {}

    static String format(CompletionModel model) {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        model.histograms()
                .forEach((taskClass, histogram) -> counts(
                        text.append(AGES + " " + classText(taskClass) + " "
                                + orAny(taskClass.model().map(CompletionModelCodec::encode)) + " "
                                + orAny(taskClass.resolution().map(Resolution::value))),
                        histogram));
        model.calibrations()
                .forEach((taskClass, calibration) -> counts(
                        text.append(ESTIMATES + " " + classText(taskClass) + " " + number(calibration.weight())),
                        calibration.ratioHistogram()));
        return text.toString();
    }

    private static String classText(TaskClass taskClass) {
        return taskClass.provider().value() + " " + taskClass.operation().id();
    }

    private static String orAny(Optional<String> part) {
        return part.orElse(ANY);
    }

    /** Never {@link #ANY}, whatever a model is called. */
    private static String encode(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace(ANY, "%2A");
    }

    private static void counts(StringBuilder text, CompletionHistogram histogram) {
        text.append(' ').append(number(histogram.reliability()));
        for (int bin = 0; bin < LogBuckets.BUCKETS; bin++) {
            if (histogram.record(bin) >= 1e-4) {
                text.append(' ').append(bin).append(':').append(number(histogram.record(bin)));
            }
        }
        text.append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static CompletionModel parse(String text) {
        CompletionModel model = new CompletionModel();
        String[] lines = text.split("\n", -1);
        if (!lines[0].strip().equals(TITLE)) {
            throw new IllegalArgumentException(
                    "These are no saved completion times that this version reads: line 1 is '"
                            + (lines[0].length() > 60 ? lines[0].substring(0, 60) + "..." : lines[0]) + "', not '"
                            + TITLE
                            + "'. Polling works without them: leave them out, and they are learned again.");
        }
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                new CompletionModelLine(i + 1, List.of(lines[i].strip().split(" +"))).applyTo(model);
            }
        }
        return model;
    }
}
