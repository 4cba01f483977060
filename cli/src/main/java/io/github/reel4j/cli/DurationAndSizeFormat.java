package io.github.reel4j.cli;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.spi.DurationParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Formats and parses durations and sizes for the user. */
final class DurationAndSizeFormat {

    private DurationAndSizeFormat() {}

    /** Returns minutes and seconds, for example {@code 0:47}. */
    static String clock(Duration time) {
        return time.toMinutes() + ":" + String.format(Locale.ROOT, "%02d", time.toSecondsPart());
    }

    /** Returns seconds with 1 decimal, for example {@code 5.0 s}. */
    static String duration(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).setScale(1, RoundingMode.HALF_UP) + " s";
    }

    static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }

    /** Returns for example {@code 3.2 MB}, {@code 48 KB} or {@code 7 B}; 1 KB is 1000 bytes. */
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return BigDecimal.valueOf(bytes, 3).setScale(0, RoundingMode.HALF_UP) + " KB";
        }
        return BigDecimal.valueOf(bytes, 6).setScale(1, RoundingMode.HALF_UP) + " MB";
    }

    /** Returns for example {@code usually 0:40 to 1:50}; empty if the model has no typical time. */
    static String typicalTime(ModelSpec model) {
        if (model.typicalMin().isPresent() && model.typicalMax().isPresent()) {
            return "usually " + clock(model.typicalMin().get()) + " to "
                    + clock(model.typicalMax().get());
        }
        return model.typicalMax().map(max -> "usually up to " + clock(max)).orElse("");
    }

    /**
     * Parses for example {@code 500ms}, {@code 90s}, {@code 30m} or {@code 2h}.
     *
     * @throws IllegalArgumentException if {@code text} has another form or is 0
     */
    static Duration parseDuration(String text) {
        return DurationParser.ofUnits(text)
                .filter(duration -> !duration.isZero())
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is not a duration. Allowed: a whole number above 0 with ms, s, m"
                        + " or h, for example 90s, 30m or 2h."));
    }
}
