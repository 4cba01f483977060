package io.github.reel4j.testkit.contract.support;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Runs checks under several default locales and time zones. What HTTP contains must not depend on them. The
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

    private static final List<Place> MORE_PLACES = List.of(
            new Place("Pacific/Kiritimati", "ar-EG-u-nu-arab"),
            new Place("America/Los_Angeles", "de-DE"),
            new Place("Asia/Kathmandu", "tr-TR"),
            new Place("Asia/Bangkok", "th-TH-u-ca-buddhist-nu-thai"));

    private static final List<Place> TURKEY = List.of(new Place("Europe/Istanbul", "tr-TR"));

    private static final ThreadLocal<Boolean> CHANGED = ThreadLocal.withInitial(() -> false);

    private LocaleAndZone() {}

    /** Runs a check under 2 locales and zones, and restores the defaults. */
    public static void inEach(Runnable check) {
        inEach(PLACES, check);
    }

    /** Runs a check under 4 locales and zones, with other digits, calendars and decimal separators. */
    public static void inMany(Runnable check) {
        inEach(MORE_PLACES, check);
    }

    /** Runs a check under the Turkish locale, in which i and I are not the same letter in 2 cases. */
    public static void inTurkish(Runnable check) {
        inEach(TURKEY, check);
    }

    /**
     * Returns whether this thread runs a check under another locale. For test doubles of suites that run in parallel.
     */
    public static boolean isChanged() {
        return CHANGED.get();
    }

    private static void inEach(List<Place> places, Runnable check) {
        for (Place place : places) {
            synchronized (PLACES) {
                TimeZone zone = TimeZone.getDefault();
                Locale locale = Locale.getDefault();
                try {
                    TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(place.zone())));
                    Locale.setDefault(Locale.forLanguageTag(place.locale()));
                    CHANGED.set(true);
                    check.run();
                } finally {
                    CHANGED.remove();
                    TimeZone.setDefault(zone);
                    Locale.setDefault(locale);
                }
            }
        }
    }
}
