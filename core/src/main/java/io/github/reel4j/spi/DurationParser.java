package io.github.reel4j.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses durations as users write them, and formats durations for people. */
public final class DurationParser {

    /** The maximum of a setting. */
    private static final Duration MAX = Duration.ofDays(365);

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|m|h)");

    private static final int MAX_UNITS = 3;

    /** Durations from here on are shown without fractions of a second. */
    private static final Duration WHOLE_SECONDS = Duration.ofSeconds(10);

    private DurationParser() {}

    /**
     * Formats a duration as {@code 469 ms}, {@code 1.5 s}, {@code 30 min} or {@code 23 h 59 min 54 s}: at most 3 units,
     * rounded to whole seconds from 10 seconds on.
     */
    public static String describe(Duration span) {
        return describe(span, MAX_UNITS);
    }

    /**
     * Formats a duration like {@link #describe(Duration)} with at most {@code units} units; smaller units are omitted.
     */
    public static String describe(Duration span, int units) {
        if (span.isNegative()) {
            return "-" + describe(span.negated(), units);
        }
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return span.isZero() ? "0 s" : Math.max(1, span.toMillis()) + " ms";
        }
        return span.compareTo(WHOLE_SECONDS) < 0 ? fraction(span) : whole(rounded(span), units);
    }

    private static String fraction(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }

    private static Duration rounded(Duration span) {
        return span.toMillisPart() >= 500 && span.toSeconds() < Long.MAX_VALUE ? span.plusSeconds(1) : span;
    }

    private static String whole(Duration span, int units) {
        return Stream.of(
                        unit(span.toDays(), "d"),
                        unit(span.toHoursPart(), "h"),
                        unit(span.toMinutesPart(), "min"),
                        unit(span.toSecondsPart(), "s"))
                .dropWhile(String::isEmpty)
                .limit(units)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String unit(long count, String name) {
        return count == 0 ? "" : count + " " + name;
    }

    /**
     * Parses {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or an ISO 8601 duration such as {@code PT30S}.
     *
     * @throws IllegalArgumentException if the duration is not more than 0, or more than 365 days
     * @throws DateTimeParseException if {@code text} has another form
     */
    static Duration parse(String text) {
        Duration span = ofUnits(text).orElseGet(() -> Duration.parse(text));
        if (span.isZero() || span.isNegative() || span.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("must be more than 0 and at most 365 days: " + span);
        }
        return span;
    }

    /**
     * Parses a whole number with a unit: {@code 500ms}, {@code 30s}, {@code 5m} or {@code 2h}; empty for any other
     * text.
     */
    public static Optional<Duration> ofUnits(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
    }
}
