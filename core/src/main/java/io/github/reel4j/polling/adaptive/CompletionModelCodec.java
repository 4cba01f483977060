package io.github.reel4j.polling.adaptive;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts a {@link CompletionModel} to text and back. The first line names the format and its version, 1. The other
 * lines are {@code ages provider operation model resolution weight bin:count ...}, one for each task class, and
 * {@code estimates provider operation weight weight bin:count ...}, one for each calibration of vendor estimates.
 * {@code *} stands for all models or all resolutions.
 */
public final class CompletionModelCodec {

    private static final String TITLE = "reel4j-completion-times 1";
    private static final String AGES = "ages";
    private static final String ESTIMATES = "estimates";
    private static final String ANY = "*";
    private static final String ADVICE =
            " Polling works without saved completion times: delete them, and they are learned again.";

    private CompletionModelCodec() {}

    /** Returns the text form: printable ASCII, lines ended by LF. */
    public static String format(CompletionModel model) {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        model.histograms()
                .forEach((taskClass, histogram) -> appendHistogram(
                        text.append(AGES + " " + format(taskClass) + " "
                                + taskClass
                                        .model()
                                        .map(CompletionModelCodec::encode)
                                        .orElse(ANY) + " "
                                + taskClass.resolution().map(Resolution::value).orElse(ANY)),
                        histogram));
        model.calibrations()
                .forEach((taskClass, calibration) -> appendHistogram(
                        text.append(ESTIMATES + " " + format(taskClass) + " " + format(calibration.weight())),
                        calibration.ratioHistogram()));
        return text.toString();
    }

    private static String format(TaskClass taskClass) {
        return taskClass.provider().value() + " " + taskClass.operation().id();
    }

    /** Encodes {@link #ANY} too, so that a model of that name stays a model. */
    private static String encode(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace(ANY, "%2A");
    }

    private static void appendHistogram(StringBuilder text, CompletionHistogram histogram) {
        text.append(' ').append(format(histogram.reliability()));
        for (int bin = 0; bin < LogBuckets.BUCKETS; bin++) {
            if (histogram.count(bin) >= 1e-4) {
                text.append(' ').append(bin).append(':').append(format(histogram.count(bin)));
            }
        }
        text.append('\n');
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /**
     * Returns the model that {@link #format} gave as text.
     *
     * @throws IllegalArgumentException that names the first invalid line and what was expected there
     */
    public static CompletionModel parse(String text) {
        CompletionModel model = new CompletionModel();
        String[] lines = text.split("\n", -1);
        if (!lines[0].strip().equals(TITLE)) {
            throw new IllegalArgumentException("This version cannot read these saved completion times: line 1 is '"
                    + (lines[0].length() > 60 ? lines[0].substring(0, 60) + "..." : lines[0]) + "', not '" + TITLE
                    + "'."
                    + ADVICE);
        }
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                new Line(i + 1, List.of(lines[i].strip().split(" +"))).addTo(model);
            }
        }
        return model;
    }

    /** One line after the first. {@code number} counts from 1. */
    private record Line(int number, List<String> tokens) {

        private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}\\.\\d{4}");
        private static final Pattern BIN = Pattern.compile("\\d{1,4}");

        void addTo(CompletionModel completionModel) {
            switch (token(0)) {
                case AGES -> {
                    Optional<String> model = optional(3).map(this::decode);
                    TaskClass taskClass = taskClass(model, optional(4).map(this::resolution));
                    require(
                            completionModel.histograms().put(taskClass, histogram(5)) == null,
                            completionModel.histograms().size());
                }
                case ESTIMATES -> {
                    TaskClass taskClass = taskClass(Optional.empty(), Optional.empty());
                    VendorEstimateAccuracy calibration = new VendorEstimateAccuracy(histogram(4), weight(3));
                    require(
                            completionModel.calibrations().put(taskClass, calibration) == null,
                            completionModel.calibrations().size());
                }
                default -> throw invalid(0, AGES + " or " + ESTIMATES);
            }
        }

        private void require(boolean isFirst, int size) {
            if (!isFirst) {
                throw failure("repeats the task class of an earlier line. Each class may have one line; delete one.");
            }
            if (size > CompletionModel.MAX_CLASSES) {
                throw failure(
                        "exceeds the limit of " + CompletionModel.MAX_CLASSES + " task classes. Delete some lines.");
            }
        }

        private TaskClass taskClass(Optional<String> model, Optional<Resolution> resolution) {
            Operation operation =
                    Operation.fromId(token(2)).orElseThrow(() -> invalid(2, "an operation: " + Operation.allIds()));
            try {
                return new TaskClass(ProviderId.of(token(1)), operation, model, resolution);
            } catch (IllegalArgumentException e) {
                throw invalid(1, "a provider id");
            }
        }

        private Optional<String> optional(int at) {
            return Optional.of(token(at)).filter(token -> !token.equals(ANY));
        }

        private String decode(String token) {
            try {
                return URLDecoder.decode(token, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw invalid(3, "a model's name, percent-encoded, or " + ANY);
            }
        }

        private Resolution resolution(String token) {
            try {
                return new Resolution(token);
            } catch (IllegalArgumentException e) {
                throw invalid(4, "a resolution such as 720p, or " + ANY);
            }
        }

        private CompletionHistogram histogram(int at) {
            double reliability = weight(at);
            double[] counts = new double[LogBuckets.BUCKETS];
            int before = -1;
            for (int i = at + 1; i < tokens.size(); i++) {
                String[] parts = tokens.get(i).split(":", -1);
                if (parts.length != 2
                        || !BIN.matcher(parts[0]).matches()
                        || !DECIMAL.matcher(parts[1]).matches()) {
                    throw invalid(i, "bin:count, such as 503:0.2500");
                }
                int bin = Integer.parseInt(parts[0]);
                if (bin <= before || bin >= LogBuckets.BUCKETS) {
                    throw invalid(i, "a bin after " + before + " and before " + LogBuckets.BUCKETS);
                }
                counts[bin] = Double.parseDouble(parts[1]);
                before = bin;
            }
            return new CompletionHistogram(counts, reliability);
        }

        private double weight(int at) {
            double weight = DECIMAL.matcher(token(at)).matches() ? Double.parseDouble(token(at)) : 2;
            if (weight > 1) {
                throw invalid(at, "a weight from 0.0000 to 1.0000");
            }
            return weight;
        }

        private String token(int at) {
            if (at >= tokens.size()) {
                throw failure("is truncated after " + tokens.size() + " words." + ADVICE);
            }
            return tokens.get(at);
        }

        private IllegalArgumentException invalid(int at, String expected) {
            return failure("is damaged: word " + (at + 1) + " is '" + tokens.get(at) + "'. Expected: " + expected + "."
                    + ADVICE);
        }

        private IllegalArgumentException failure(String what) {
            return new IllegalArgumentException("Line " + number + " of the saved completion times " + what);
        }
    }
}
