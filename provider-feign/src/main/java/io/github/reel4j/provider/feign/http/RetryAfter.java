package io.github.reel4j.provider.feign.http;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses the header Retry-After (RFC 9110, section 10.2.3): a number of seconds or a date in one of HTTP's 3 formats.
 */
public final class RetryAfter {

    /** The longest wait that is returned. */
    public static final Duration MAX = Duration.ofDays(365);

    private static final BigInteger MAX_SECONDS = BigInteger.valueOf(MAX.toSeconds());

    private RetryAfter() {}

    /**
     * Returns the time to wait from {@code now}: zero for a date in the past, at most {@link #MAX}; empty if the value
     * is neither a number of seconds nor a date.
     */
    public static Optional<Duration> parse(String header, Instant now) {
        String value = header.strip();
        if (value.matches("[0-9]{1,100}")) {
            return Optional.of(
                    Duration.ofSeconds(new BigInteger(value).min(MAX_SECONDS).longValue()));
        }
        return date(value, now).map(date -> capped(Duration.between(now, date)));
    }

    private static Optional<Instant> date(String value, Instant now) {
        for (DateTimeFormatter format : formats(now)) {
            try {
                return Optional.of(LocalDateTime.parse(value, format).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                // Try the next format.
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> formats(Instant now) {
        LocalDate fiftyYearsAgo = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(50);
        return List.of(
                format("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
                new DateTimeFormatterBuilder()
                        .appendPattern("EEEE, dd-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, fiftyYearsAgo)
                        .appendPattern(" HH:mm:ss 'GMT'")
                        .toFormatter(Locale.US),
                format("EEE MMM ppd HH:mm:ss uuuu"));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
