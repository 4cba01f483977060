package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.VideoFailure;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Misreads HTTP dates with the JVM's time zone or locale. */
final class LocalDates {

    private static final Duration SHORT = Duration.ofSeconds(60);

    private LocalDates() {}

    /** Reads the hours in the JVM's time zone. */
    static VideoFailure ofThisZone(VideoFailure failure) {
        LocalDateTime clock = LocalDateTime.of(2026, 1, 1, 0, 0);
        Duration off = Duration.between(clock.toInstant(ZoneOffset.UTC), clock.atZone(ZoneId.systemDefault()));
        return dated(failure, failure.retryAfter().map(wait -> wait.plus(off)));
    }

    /** Parses the month in the JVM's language, and drops the delay if that fails. */
    static VideoFailure ofThisLanguage(VideoFailure failure) {
        String here = DateTimeFormatter.ofPattern("MMM", Locale.getDefault()).format(Month.JANUARY);
        return dated(failure, here.equals("Jan") ? failure.retryAfter() : Optional.empty());
    }

    /** Keeps delays in seconds. */
    private static VideoFailure dated(VideoFailure failure, Optional<Duration> wait) {
        return failure.retryAfter()
                        .filter(reported -> reported.compareTo(SHORT) > 0)
                        .isEmpty()
                ? failure
                : VideoFailure.builder().from(failure).retryAfter(wait).build();
    }
}
