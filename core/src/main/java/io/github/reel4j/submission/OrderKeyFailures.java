package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Creates the failures of orders whose key is in use. */
public final class OrderKeyFailures {

    private static final String NOTHING_SENT = "\n  This call sent nothing.";

    private OrderKeyFailures() {}

    /** Returns the failure of an order whose key belongs to another request. */
    public static VideoFailure conflict(OrderKey key) {
        return VideoFailure.of(
                FailureKind.ORDER_KEY_CONFLICT,
                "the order key '" + key + "' was already used for a different request. A key may be used again"
                        + " only for the same request, or after its order was rejected. Use another key, or repeat the"
                        + " first request unchanged.\n  Nothing was sent, nothing was billed.");
    }

    /** Returns why {@code order}, which has no task, keeps its key from being ordered again by {@code claim}. */
    public static VideoFailure inUse(OrderKeyClaim claim, KeyedOrder order) {
        OrderIntent intent = order.intent();
        if (intent.keyClaim().filter(claim::conflictsWith).isPresent()) {
            return conflict(claim.key());
        }
        String what = "the order with the key '" + claim.key() + "' "
                + (order.outcome().isPresent()
                        ? "was sent to " + intent.provider() + ", and it is unknown whether the vendor accepted it."
                        : "is being sent to " + intent.provider() + " by another client or process, or that process has"
                                + " died. If it may still run, try again later with the same key.");
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                what + NOTHING_SENT + "\n  Otherwise look at the vendor's console for " + intent.operation() + " with "
                        + intent.model() + " (#" + intent.fingerprint() + ") of "
                        + order.at().truncatedTo(ChronoUnit.SECONDS) + ", and record the result: reel resolve "
                        + intent.order() + " --task ID or --not-accepted, or FileJournal.resolve. Then order again"
                        + " with the same key.");
    }

    /**
     * Returns the failure of an order whose key is in use, and whose local file cannot be read, so that it is not known
     * whether it is the same order.
     *
     * @param field the field of the request that the file is for
     * @param task the task of the order that the key belongs to; empty if it has no task, or the task is not known
     */
    public static VideoFailure fileNotRead(OrderKey key, String field, Optional<TaskRef> task) {
        return VideoFailure.of(
                FailureKind.INVALID_REQUEST,
                "the order key '" + key + "' already belongs to an order, and the local file for '" + field
                        + "' of this request cannot be read, so it is not known whether this is the same order."
                        + " Nothing was sent, nothing was billed."
                        + "\n  Restore the file and repeat the call with the same key."
                        + task.map(each -> "\n  To get the video of the order that the key belongs to: reel resume "
                                        + each + "\n  or client.resume(TaskRef.parse(\"...\")).")
                                .orElse(""));
    }

    /** Returns the failure of an order whose key another client or process has just used. */
    static VideoFailure justUsed(OrderKey key) {
        return VideoFailure.of(
                FailureKind.ORDER_KEY_CONFLICT,
                "another client or process has just used the order key '" + key
                        + "'. Order again with the same key to get its result."
                        + "\n  Nothing was sent, nothing was billed.");
    }

    /** Returns the failure of a caller that was interrupted while another thread submitted the same key. */
    public static VideoFailure interrupted(OrderKey key) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "interrupted while another thread of this program was submitting the order with the key '" + key + "'."
                        + NOTHING_SENT + "\n  Order again with the same key to get its result.");
    }

    /** Returns the failure of an order whose key could not be looked up in the journal. */
    static VideoFailure notLookedUp(OrderKey key, VideoFailure journalFailure) {
        return VideoFailure.builder()
                .from(journalFailure)
                .message("the order key '" + key + "' could not be looked up in the journal: "
                        + journalFailure.message() + "\n  Nothing was sent, nothing was billed.")
                .build();
    }
}
