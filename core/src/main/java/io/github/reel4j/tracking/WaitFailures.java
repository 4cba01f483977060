package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.VendorPause;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What people read when a wait ends before its task. */
public final class WaitFailures {

    private static final DateTimeFormatter CLOCK_FORMAT =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WaitFailures() {}

    public static VideoFailure stillRunning(Duration timeout, TaskRef task, TrackedTask tracking) {
        PollState pollState = tracking.pollState();
        String seen = tracking.lastPolledAt()
                .flatMap(at -> pollState
                        .lastStatus()
                        .map(status -> "last seen " + status.id() + " at " + CLOCK_FORMAT.format(at) + " UTC"))
                .orElse("its status was not seen");
        String failure = pollState
                .lastFailure()
                .map(last -> " The last poll failed: " + last.message())
                .orElse("");
        String pause =
                tracking.pause().map(VendorPause::toString).map(" "::concat).orElse("");
        return ended(
                task,
                FailureKind.STILL_RUNNING,
                "no result after " + DurationParser.describe(timeout) + "; " + seen + " ("
                        + countedPolls(pollState.polls()) + ")."
                        + failure
                        + pause
                        + (pollState.lastStatus().isPresent()
                                ? " The task is alive and will be billed."
                                : " The vendor has accepted the task and will bill it."));
    }

    public static VideoFailure interrupted(TaskRef task) {
        return ended(task, FailureKind.INTERRUPTED, "the wait was interrupted. The task lives on at the vendor.");
    }

    public static VideoFailure notAsked(TaskRef task) {
        return VideoFailure.builder()
                .kind(FailureKind.INTERRUPTED)
                .message("interrupted before the vendor was asked about " + task
                        + "; nothing was sent, and the task lives on at the vendor. Ask again.")
                .task(task)
                .build();
    }

    public static VideoFailure closed(TaskRef task) {
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

    private static String countedPolls(int polls) {
        return polls + (polls == 1 ? " poll" : " polls");
    }
}
