package io.github.reel4j.testkit.contract.support;

import java.time.Duration;
import java.util.function.Supplier;

/** Measures real time on a machine that may be busy: the fastest of several attempts counts. */
public final class FastestAttempt {

    private static final int MAX_ATTEMPTS = 4;

    private FastestAttempt() {}

    /**
     * Returns the elapsed time of the fastest attempt.
     *
     * @param enough no further attempt is made after one that took this long at most
     * @param attempt makes an attempt and returns its elapsed time
     */
    public static Duration of(Duration enough, Supplier<Duration> attempt) {
        Duration fastest = attempt.get();
        for (int more = 1; more < MAX_ATTEMPTS && fastest.compareTo(enough) > 0; more++) {
            Duration next = attempt.get();
            fastest = next.compareTo(fastest) < 0 ? next : fastest;
        }
        return fastest;
    }
}
