package io.github.reel4j.submission;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates the failures of orders that were not sent, that could not be recorded, or whose callback contradicts the
 * response.
 */
final class SubmissionFailures {

    private SubmissionFailures() {}

    /** Returns the failure of an order that ended before it was accepted. */
    static VideoFailure unsent(String reason) {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                reason + " before the order was accepted; nothing was ordered, nothing was billed.");
    }

    /** Returns the failure of an order that was not sent because the journal failed. */
    static VideoFailure intentNotRecorded(VideoFailure journalFailure) {
        return VideoFailure.builder()
                .from(journalFailure)
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the order could not be recorded in the journal before sending it: " + journalFailure.message()
                        + "\n  Nothing was sent, nothing was billed.")
                .build();
    }

    /** Returns the failure of an accepted order whose task is not in the journal. */
    static VideoFailure acceptedButNotRecorded(TaskRef task, VideoFailure journalFailure) {
        return VideoFailure.builder()
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the vendor has accepted the order and will bill it, but the journal could not record it: "
                        + journalFailure.message()
                        + "\n  Keep this reference. The video cannot be downloaded without it: " + task
                        + "\n  To continue: reel resume " + task + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .task(task)
                .build();
    }

    /** Returns {@code failure} with the note that it is not in the journal. */
    static VideoFailure notRecorded(VideoFailure failure, VideoFailure journalFailure) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  This failure could not be recorded in the journal: "
                        + journalFailure.message())
                .build();
    }

    /**
     * Returns the failure of an order with a key that was provably not accepted, while the journal still counts it as
     * being sent. It is not sent to another provider, because its own key would reject it there.
     */
    static VideoFailure keyNotReleased(OrderId order, OrderKey key, VideoFailure failure, VideoFailure journalFailure) {
        return VideoFailure.builder()
                .from(failure)
                .kind(FailureKind.JOURNAL_FAILED)
                .message("the order was not accepted (" + failure.kind() + ": " + failure.message()
                        + "), but the journal could not record this: " + journalFailure.message()
                        + "\n  Nothing was billed. The order keeps its key '" + key
                        + "' until this is recorded: reel resolve " + order
                        + " --not-accepted, or FileJournal.resolve. Then order again with the same key.")
                .build();
    }

    /** Returns the failure of an order for which the vendor returned the task of an earlier order. */
    static VideoFailure duplicateTask(TaskRef task) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                task.provider() + " returned the same task for this order and an earlier order: " + task
                        + ". The task belongs to the earlier order. It is unknown whether the vendor also accepted and"
                        + " billed this order. Nothing was sent again."
                        + "\n  Check the vendor's console before you order again.");
    }

    /** Returns {@code failure} without the task that it names, which belongs to an earlier order. */
    static VideoFailure withoutDuplicateTask(VideoFailure failure, TaskRef task) {
        return VideoFailure.builder()
                .from(failure)
                .kind(FailureKind.SUBMISSION_UNKNOWN)
                .message(failure.message()
                        + "\n  The task in the response belongs to an earlier order, so the task of this order"
                        + " is unknown: "
                        + task)
                .task(Optional.<TaskRef>empty())
                .build();
    }

    /**
     * Returns the failure of an order about whose task the vendor has called back. The callback contradicts a failure
     * that says that nothing was billed: the order may have been accepted, and must not be sent again anywhere.
     */
    static VideoFailure afterCallback(VideoFailure failure) {
        if (failure.billingStatus() != BillingStatus.NOT_BILLED) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .kind(FailureKind.SUBMISSION_UNKNOWN)
                .message("the vendor's response to this order was " + failure.kind() + ": " + failure.message()
                        + "\n  After that, the vendor called back about a task of this order."
                        + " So it may have accepted and billed the order, and the order is not sent again."
                        + "\n  The client now polls that task. If the vendor confirms it, the listener's onRecovered"
                        + " reports the task. If not, look at the vendor's console before ordering again.")
                .retryAfter(Optional.<Duration>empty())
                .build();
    }

    /** Adds to a failure of unknown outcome what the caller needs to find the order at the vendor. */
    static VideoFailure withOrderDetails(VideoFailure failure, ResolvedRequest request, String sentAt) {
        if (failure.kind() != FailureKind.SUBMISSION_UNKNOWN) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  Order " + request + ", sent at " + sentAt)
                .build();
    }
}
