package io.github.reel4j.testkit.contract.support;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Runs checks under default locales and time zones other than English and GMT, because HTTP always uses these. The
 * defaults are global to the JVM, so concurrent suites run these checks one after another.
 */
public final class LocaleAndZone {

    private record Place(String zone, String locale) {}

    /**
     * One zone ahead of UTC and one behind, both not by whole hours; other month names, another upper case of i, other
     * digits.
     */
    private static final List<Place> PLACES =
            List.of(new Place("Asia/Kathmandu", "tr-TR"), new Place("America/St_Johns", "ar-EG"));

    private LocaleAndZone() {}

    /** Runs a check under each locale and zone, and restores the defaults. */
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
