package io.github.reel4j.testkit.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats dates for HTTP headers (RFC 9110, section 5.6.7), independent of the JVM's locale and time zone. */
public final class HttpDate {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** Returns the date with seconds precision, for example {@code Thu, 01 Jan 2026 00:10:00 GMT}. */
    public static String of(Instant date) {
        return FORM.format(date);
    }
}
