package io.github.reel4j.order;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Either;

/**
 * Creates the failures of orders that the vendor did not cause: an invalid request, missing callbacks, or a defect.
 */
final class OrderFailures {

    private OrderFailures() {}

    static VideoFailure invalid(Seq<Violation> violations) {
        return VideoFailure.builder()
                .kind(FailureKind.INVALID_REQUEST)
                .message("the request breaks documented rules")
                .violations(violations)
                .build();
    }

    static VideoFailure noCallbacks(ProviderId provider) {
        return VideoFailure.of(
                FailureKind.UNSUPPORTED,
                "the vendor of '" + provider + "' documents no callbacks, but this client requires them."
                        + " Nothing was sent, nothing was billed.\n  Use a client that is built without"
                        + " callbackUrl(...), or reel without --callback-url and --listen. reel4j polls the task even"
                        + " without callbacks.");
    }

    /** Returns the failure of an order whose result is known but could not be processed; a known failure is kept. */
    static VideoFailure notTracked(Either<VideoFailure, TaskRef> result, Throwable problem) {
        return result.fold(
                failure -> failure,
                task -> VideoFailure.builder()
                        .kind(FailureKind.DEFECT)
                        .message("the vendor has accepted the order and will bill it, but reel4j could not track it: "
                                + ExceptionName.of(problem)
                                + "\n  Keep this reference. The video cannot be downloaded without it: " + task
                                + "\n  To continue: reel resume " + task
                                + "\n  or client.resume(TaskRef.parse(\"...\")). Please report the"
                                + " first line to the reel4j project.")
                        .task(task)
                        .build());
    }

    static VideoFailure notSent(Throwable problem) {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the order could not be prepared: " + ExceptionName.of(problem)
                        + ". Nothing was ordered, nothing was billed."
                        + "\n  Order again. If this repeats, report it to the reel4j project.");
    }

    /** Returns the failure of an order that the program cancelled before it was queued. */
    static VideoFailure cancelled() {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                "the program cancelled the order before it was sent; nothing was ordered, nothing was billed.");
    }

    /** Returns the failure of an order with a key whose local file has changed since its key was looked up. */
    static VideoFailure fileChanged(OrderKey key) {
        return VideoFailure.of(
                FailureKind.INVALID_REQUEST,
                "a local file of the request has changed while the order was being prepared, so the order key '" + key
                        + "' would belong to another content. Nothing was sent, nothing was billed."
                        + "\n  Order again with the same key when the file does not change any more.");
    }

    /** Returns the failure of an order that joined one with the same key, which ended with an error. */
    static VideoFailure keyedOrderFailed(OrderKey key) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "the thread that submitted the order with the key '" + key + "' ended with an error. Order again with"
                        + " the same key to get the result from the journal.");
    }
}
