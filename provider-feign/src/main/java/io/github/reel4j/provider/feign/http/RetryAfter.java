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

/** Reads the header Retry-After (RFC 9110, section 10.2.3): a number of seconds or a date in one of HTTP's three forms. */
public final class RetryAfter {

    public static final Duration MAX = Duration.ofDays(365);
    private static final BigInteger MAX_SECONDS = BigInteger.valueOf(MAX.toSeconds());

    private RetryAfter() {}

    /**
     * How long to wait from {@code now}: zero for a date in the past, at most {@link #MAX}; empty if the value is neither a
     * number of seconds nor a date.
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
        for (DateTimeFormatter form : forms(now)) {
            try {
                return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                // Not this form; perhaps the next.
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> forms(Instant now) {
        LocalDate fiftyYearsAgo = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(50);
        return List.of(
                form("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
                new DateTimeFormatterBuilder()
                        .appendPattern("EEEE, dd-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, fiftyYearsAgo)
                        .appendPattern(" HH:mm:ss 'GMT'")
                        .toFormatter(Locale.US),
                form("EEE MMM ppd HH:mm:ss uuuu"));
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
