package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;

/** Decides whether what somebody says of an order may be believed, given what a journal says. */
final class ResolutionRules {

    private static final String NOTHING_RECORDED = "\n  Nothing was written, nothing was sent.";

    private ResolutionRules() {}

    /**
     * Why not; empty if it may.
     *
     * @param order the one that is to be settled; empty if there is none of that name
     * @param owner of the task, if that is another order
     */
    static Optional<VideoFailure> validate(
            OrderEvent.Resolved resolved, Optional<OrderSummary> order, Optional<OrderId> owner) {
        if (order.isEmpty()) {
            return Optional.of(invalid("the journal has no order " + resolved.order()
                    + ". 'reel tasks --json' has the names of all; one whose first line is damaged has none."));
        }
        if (order.get().state() != OrderState.UNKNOWN) {
            return Optional.of(known(resolved.order(), order.get()));
        }
        OrderIntent intent = order.get().intent().orElseThrow();
        return resolved.task()
                .flatMap(task ->
                        wrongProvider(intent, task).or(() -> owner.map(other -> taskTaken(intent.order(), other))));
    }

    private static VideoFailure known(OrderId id, OrderSummary order) {
        VideoFailure failure = invalid("the order " + id + " is not of unknown fate: it is " + order.state()
                + order.resolved().map(each -> ", settled by " + each.by()).orElse("")
                + ". Only what nobody can tell is settled.");
        return order.task().map(failure::withTask).orElse(failure);
    }

    private static Optional<VideoFailure> wrongProvider(OrderIntent intent, TaskRef task) {
        boolean own = task.provider().equals(intent.provider())
                && task.operation() == intent.operation()
                && task.fingerprint().equals(intent.fingerprint());
        return own
                ? Optional.empty()
                : Optional.of(
                        invalid("the task is of " + described(task.provider(), task.operation(), task.fingerprint())
                                + ", the order " + intent.order() + " of "
                                + described(intent.provider(), intent.operation(), intent.fingerprint())
                                + ": it is another order's. Look for the one that was made of this order."));
    }

    private static String described(Object provider, Object operation, String digest) {
        return provider + " " + operation + " #" + digest;
    }

    private static VideoFailure taskTaken(OrderId id, OrderId owner) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "the task is that of the order " + owner + ", so the fate of " + id
                        + " is as unknown as before. Look at the vendor's console for another task."
                        + NOTHING_RECORDED);
    }

    private static VideoFailure invalid(String what) {
        return VideoFailure.of(FailureKind.INVALID_REQUEST, what + NOTHING_RECORDED);
    }
}
