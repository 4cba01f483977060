package io.github.reel4j.dispatch;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A pause of all calls to a vendor, for the time that the vendor has named in a response.
 *
 * @param requested the duration that the vendor requested; at most {@link RequestDispatcher#MAX_PAUSE} of it is
 *     observed
 * @param until the time at which requests resume
 */
public record VendorPause(ProviderId vendor, Duration requested, Instant until) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Returns a sentence for logs and failure messages. */
    @Override
    public String toString() {
        boolean isLonger = requested.compareTo(RequestDispatcher.MAX_PAUSE) > 0;
        return vendor + " requested a pause of " + DurationParser.describe(requested)
                + (isLonger ? ", of which reel4j observes " + DurationParser.describe(RequestDispatcher.MAX_PAUSE) : "")
                + ". Requests to it resume at " + CLOCK.format(until) + " UTC.";
    }
}
