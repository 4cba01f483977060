package io.github.reel4j.polling;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of {@link CompletionModelCodec}.
 *
 * @param number from 1
 */
record CompletionModelLine(int number, List<String> tokens) {

    private static final Pattern FRACTION = Pattern.compile("\\d{1,9}\\.\\d{4}");
    private static final Pattern BIN = Pattern.compile("\\d{1,4}");

    void applyTo(CompletionModel memory) {
        switch (token(0)) {
            case CompletionModelCodec.AGES -> {
                Optional<String> model = name(3).map(this::decode);
                TaskClass taskClass = taskClass(model, name(4).map(this::resolution));
                require(
                        memory.histograms().put(taskClass, histogram(5)) == null,
                        memory.histograms().size());
            }
            case CompletionModelCodec.ESTIMATES -> {
                TaskClass taskClass = taskClass(Optional.empty(), Optional.empty());
                EstimateCalibration calibration = new EstimateCalibration(histogram(4), reliability(3));
                require(
                        memory.calibrations().put(taskClass, calibration) == null,
                        memory.calibrations().size());
            }
            default -> throw corrupt(0, CompletionModelCodec.AGES + " or " + CompletionModelCodec.ESTIMATES);
        }
    }

    private void require(boolean isFirst, int size) {
        if (!isFirst) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the saved completion times repeats a kind of task"
                            + " that stands above it. Each may stand there once; remove one.");
        }
        if (size > CompletionModel.MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the saved completion times is one kind of task too" + " many: at most "
                            + CompletionModel.MAX_CLASSES + " are kept. Remove some.");
        }
    }

    private TaskClass taskClass(Optional<String> model, Optional<Resolution> resolution) {
        Operation operation =
                Operation.fromId(token(2)).orElseThrow(() -> corrupt(2, "an operation: " + Operation.displayName()));
        try {
            return new TaskClass(ProviderId.of(token(1)), operation, model, resolution);
        } catch (IllegalArgumentException e) {
            throw corrupt(1, "a provider id");
        }
    }

    private Optional<String> name(int at) {
        return Optional.of(token(at)).filter(word -> !word.equals(CompletionModelCodec.ANY));
    }

    private String decode(String word) {
        try {
            return URLDecoder.decode(word, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw corrupt(3, "a model's name, percent-encoded, or " + CompletionModelCodec.ANY);
        }
    }

    private Resolution resolution(String word) {
        try {
            return new Resolution(word);
        } catch (IllegalArgumentException e) {
            throw corrupt(4, "a resolution such as 720p, or " + CompletionModelCodec.ANY);
        }
    }

    private CompletionHistogram histogram(int at) {
        double trust = reliability(at);
        double[] counts = new double[LogBuckets.BUCKETS];
        int before = -1;
        for (int i = at + 1; i < tokens.size(); i++) {
            String[] parts = tokens.get(i).split(":", -1);
            if (parts.length != 2
                    || !BIN.matcher(parts[0]).matches()
                    || !FRACTION.matcher(parts[1]).matches()) {
                throw corrupt(i, "bin:count, such as 503:0.2500");
            }
            int bin = Integer.parseInt(parts[0]);
            if (bin <= before || bin >= LogBuckets.BUCKETS) {
                throw corrupt(i, "a bin after " + before + " and before " + LogBuckets.BUCKETS);
            }
            counts[bin] = Double.parseDouble(parts[1]);
            before = bin;
        }
        return new CompletionHistogram(counts, trust);
    }

    private double reliability(int at) {
        double trust = FRACTION.matcher(token(at)).matches() ? Double.parseDouble(token(at)) : 2;
        if (trust > 1) {
            throw corrupt(at, "a trust from 0.0000 to 1.0000");
        }
        return trust;
    }

    private String token(int at) {
        if (at >= tokens.size()) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the saved completion times is cut short after " + tokens.size()
                            + " words. Polling works without them: leave them out, and they are learned again.");
        }
        return tokens.get(at);
    }

    private IllegalArgumentException corrupt(int at, String expected) {
        return new IllegalArgumentException("Line " + number + " of the saved completion times is damaged: word "
                + (at + 1) + " is '" + tokens.get(at) + "'. Expected: " + expected
                + ". Polling works without them: leave them out, and they are learned again.");
    }
}
