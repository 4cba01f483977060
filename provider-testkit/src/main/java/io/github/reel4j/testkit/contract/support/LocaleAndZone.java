package io.github.reel4j.testkit.contract.support;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Puts the JVM into places whose hours and words are not those of HTTP. The JVM has one place at a time, so suites that run side by
 * side take turns; what does not read the default zone and locale does not notice.
 */
public final class LocaleAndZone {

    private record Place(String zone, String locale) {}

    /** Ahead of and behind UTC, neither by whole hours; other names of months, another i, other digits. */
    private static final List<Place> PLACES =
            List.of(new Place("Asia/Kathmandu", "tr-TR"), new Place("America/St_Johns", "ar-EG"));

    private LocaleAndZone() {}

    /** Runs a check in each of the places, and comes home. */
    public static void inEach(Runnable check) {
        for (Place place : PLACES) {
            synchronized (PLACES) {
                TimeZone zone = TimeZone.getDefault();
                Locale locale = Locale.getDefault();
                try {
                    TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(place.zone())));
                    Locale.setDefault(Locale.forLanguageTag(place.locale()));
                    check.run();
                } finally {
                    TimeZone.setDefault(zone);
                    Locale.setDefault(locale);
                }
            }
        }
    }
}
