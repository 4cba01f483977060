package io.github.reel4j.dispatch;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A pause of all calls to a vendor, for which it has asked.
 *
 * @param requested what it asked for; it is kept to for {@link RequestDispatcher#MAX_PAUSE} at most
 * @param until when calls go on
 */
public record VendorPause(ProviderId vendor, Duration requested, Instant until) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A sentence for people. */
    @Override
    public String toString() {
        boolean isLonger = requested.compareTo(RequestDispatcher.MAX_PAUSE) > 0;
        return vendor + " asked for a pause of " + DurationParser.describe(requested) + "; calls to it go on at "
                + CLOCK.format(until) + " UTC"
                + (isLonger
                        ? ", for one response pauses calls for " + DurationParser.describe(RequestDispatcher.MAX_PAUSE)
                                + " at most."
                        : ".");
    }
}
