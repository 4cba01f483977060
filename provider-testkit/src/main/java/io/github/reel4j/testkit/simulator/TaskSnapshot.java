package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of a task at one moment.
 *
 * @param order the order of the task
 * @param phase the phase of the task
 * @param status the status value that the script reports while the task runs; empty for the usual one
 * @param submitted when the order was accepted
 * @param started when the task leaves, or left, the queue
 * @param ended when the task ends, or ended
 * @param video the URL of the video; empty until the task succeeds and after {@link TaskScript#succeedsWithoutUrl}
 * @param failureCode the vendor's code, empty unless the task failed or was cancelled
 * @param failureMessage the vendor's message, empty unless the task failed or was cancelled
 * @param queuePosition the number of tasks before this one that the script sets; empty unless the task is queued
 */
public record TaskSnapshot(
        BilledOrder order,
        Phase phase,
        Optional<String> status,
        Instant submitted,
        Instant started,
        Instant ended,
        Optional<URI> video,
        String failureCode,
        String failureMessage,
        OptionalInt queuePosition) {

    /** The phases of a task. */
    public enum Phase {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** Only of vendors that {@linkplain VendorDialect#reportsCancelled() report} it. */
        CANCELLED
    }

    /** Returns whether the task has succeeded, has failed, or was cancelled. */
    public boolean hasEnded() {
        return phase != Phase.QUEUED && phase != Phase.RUNNING;
    }

    /** Returns the vendor's id of the task. */
    public String id() {
        return order.taskId();
    }

    /** Returns the URL of the video, or the empty string that a vendor sends if there is none. */
    public String videoOrNull() {
        return video.map(URI::toString).orElse("");
    }
}
