package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Pause;
import io.github.reel4j.spi.TimeSpan;
import io.github.reel4j.tracking.Sightings;
import io.github.reel4j.tracking.TaskTracking;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What people read when a wait ends before its task. */
final class WaitingText {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WaitingText() {}

    static VideoFailure stillRunning(Duration timeout, TaskRef task, TaskTracking tracking) {
        Sightings sightings = tracking.sightings();
        String seen = tracking.lastSeenAt()
                .flatMap(at -> sightings
                        .lastStatus()
                        .map(status -> "last seen " + status.word() + " at " + CLOCK.format(at) + " UTC"))
                .orElse("its status was not seen");
        String trouble = sightings
                .lastTrouble()
                .map(last -> " The last poll failed: " + last.message())
                .orElse("");
        String pause = tracking.pause().map(Pause::toString).map(" "::concat).orElse("");
        return ended(
                task,
                FailureKind.STILL_RUNNING,
                "no result after " + TimeSpan.describe(timeout) + "; " + seen + " (" + counted(sightings.polls()) + ")."
                        + trouble
                        + pause
                        + (sightings.lastStatus().isPresent()
                                ? " The task is alive and will be billed."
                                : " The vendor has accepted the task and will bill it."));
    }

    static VideoFailure interrupted(TaskRef task) {
        return ended(task, FailureKind.INTERRUPTED, "the wait was interrupted. The task lives on at the vendor.");
    }

    static VideoFailure notAsked(TaskRef task) {
        return VideoFailure.builder()
                .kind(FailureKind.INTERRUPTED)
                .message("interrupted before the vendor was asked about " + task
                        + "; nothing was sent, and the task lives on at the vendor. Ask again.")
                .task(task)
                .build();
    }

    static VideoFailure closed(TaskRef task) {
        return ended(task, FailureKind.INTERRUPTED, "the client was closed. The task lives on at the vendor.");
    }

    private static VideoFailure ended(TaskRef task, FailureKind kind, String message) {
        return VideoFailure.builder()
                .kind(kind)
                .message(message + "\n  Go on waiting: reel resume " + task
                        + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .task(task)
                .build();
    }

    private static String counted(int polls) {
        return polls + (polls == 1 ? " poll" : " polls");
    }
}
