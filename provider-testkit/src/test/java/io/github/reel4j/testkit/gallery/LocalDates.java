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

/** What becomes of a wait that was asked for as a date, when the date is read as one of this place. */
final class LocalDates {

    private static final Duration SHORT = Duration.ofSeconds(60);

    private LocalDates() {}

    /** The hours are taken for those of the JVM's zone. */
    static VideoFailure ofThisZone(VideoFailure failure) {
        LocalDateTime clock = LocalDateTime.of(2026, 1, 1, 0, 0);
        Duration off = Duration.between(clock.toInstant(ZoneOffset.UTC), clock.atZone(ZoneId.systemDefault()));
        return dated(failure, failure.retryAfter().map(wait -> wait.plus(off)));
    }

    /** The month is looked for among those of the JVM's language, and the wait is dropped if it is not there. */
    static VideoFailure ofThisLanguage(VideoFailure failure) {
        String here = DateTimeFormatter.ofPattern("MMM", Locale.getDefault()).format(Month.JANUARY);
        return dated(failure, here.equals("Jan") ? failure.retryAfter() : Optional.empty());
    }

    /** A wait of some seconds is as it was told. */
    private static VideoFailure dated(VideoFailure failure, Optional<Duration> wait) {
        return failure.retryAfter()
                        .filter(reported -> reported.compareTo(SHORT) > 0)
                        .isEmpty()
                ? failure
                : VideoFailure.builder().from(failure).retryAfter(wait).build();
    }
}
