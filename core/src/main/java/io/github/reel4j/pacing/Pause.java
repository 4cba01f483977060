package io.github.reel4j.pacing;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A pause of all calls to a vendor, for which it has asked.
 *
 * @param asked what it asked for; it is kept to for {@link Lane#MAX_PAUSE} at most
 * @param until when calls go on
 */
public record Pause(ProviderId vendor, Duration asked, Instant until) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A sentence for people. */
    @Override
    public String toString() {
        boolean isLonger = asked.compareTo(Lane.MAX_PAUSE) > 0;
        return vendor + " asked for a pause of " + TimeSpan.describe(asked) + "; calls to it go on at "
                + CLOCK.format(until) + " UTC"
                + (isLonger
                        ? ", for one response pauses calls for " + TimeSpan.describe(Lane.MAX_PAUSE) + " at most."
                        : ".");
    }
}
