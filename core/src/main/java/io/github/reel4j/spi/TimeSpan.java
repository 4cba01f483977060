package io.github.reel4j.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads time spans as people write them. */
public final class TimeSpan {

    /** What is longer than a clock can count in nanoseconds cannot be waited for. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,7})(ms|s|m|h)");

    private TimeSpan() {}

    /**
     * Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code PT30S}.
     *
     * @throws IllegalArgumentException if it is not more than nothing, or more than a year
     * @throws DateTimeParseException if it has another form
     */
    static Duration parse(String text) {
        Duration span = ofUnits(text).orElseGet(() -> Duration.parse(text));
        if (span.isZero() || span.isNegative() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not more than 0 and at most a year: " + span);
        }
        return span;
    }

    /** A whole number with its unit: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}; empty if {@code text} has another form. */
    public static Optional<Duration> ofUnits(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
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
