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

/**
 * Creates the failures of waits that ended although their task had not, and of status and cancel calls that were not
 * sent.
 */
final class WaitFailures {

    private static final DateTimeFormatter CLOCK_FORMAT =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WaitFailures() {}

    /** Returns the failure of a wait whose timeout has passed. */
    static VideoFailure stillRunning(Duration timeout, TaskRef task, TrackedTask tracking) {
        PollState pollState = tracking.pollState();
        String status = tracking.lastPolledAt()
                .flatMap(at -> pollState
                        .lastStatus()
                        .map(last -> "last status: " + last.id() + " at " + CLOCK_FORMAT.format(at) + " UTC"))
                .orElse("no poll returned a status");
        String failure = pollState
                .lastFailure()
                .map(last -> " The last poll failed: " + last.message())
                .orElse("");
        String pause =
                tracking.pause().map(VendorPause::toString).map(" "::concat).orElse("");
        return ended(
                task,
                FailureKind.STILL_RUNNING,
                "no result after " + DurationParser.describe(timeout) + "; " + status + " ("
                        + countedPolls(pollState.polls()) + ")."
                        + failure
                        + pause
                        + (pollState.lastStatus().isPresent()
                                ? " The task continues at the vendor and will be billed."
                                : " The vendor has accepted the task and will bill it."));
    }

    /** Returns the failure of a wait whose thread was interrupted. */
    static VideoFailure interrupted(TaskRef task) {
        return ended(task, FailureKind.INTERRUPTED, "the wait was interrupted. The task continues at the vendor.");
    }

    /** Returns the failure of a call that was interrupted before it was sent. */
    static VideoFailure notSent(TaskRef task) {
        return VideoFailure.builder()
                .kind(FailureKind.INTERRUPTED)
                .message("the call was interrupted before it was sent. Nothing was sent. The task continues at"
                        + " the vendor: "
                        + task + ". Try again.")
                .task(task)
                .build();
    }

    /** Returns the failure of a wait that ended because the client was closed. */
    static VideoFailure closed(TaskRef task) {
        return ended(task, FailureKind.INTERRUPTED, "the client was closed. The task continues at the vendor.");
    }

    private static VideoFailure ended(TaskRef task, FailureKind kind, String message) {
        return VideoFailure.builder()
                .kind(kind)
                .message(message + "\n  Continue to wait: reel resume " + task
                        + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .task(task)
                .build();
    }

    private static String countedPolls(int polls) {
        return polls + (polls == 1 ? " poll" : " polls");
    }
}
