package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;

/** Checks whether the user may resolve an order of unknown outcome, and returns the reason if not. */
final class ResolutionRules {

    private static final String NOTHING_RECORDED = "\n  Nothing was written, nothing was sent.";

    private ResolutionRules() {}

    /**
     * Returns why the order may not be resolved; empty if it may.
     *
     * @param order the order to resolve; empty if the journal does not have it
     * @param owner the other order that owns the task, if any
     */
    static Optional<VideoFailure> validate(
            OrderEvent.Resolved resolved, Optional<OrderSummary> order, Optional<OrderId> owner) {
        if (order.isEmpty()) {
            return Optional.of(invalid("the journal has no order " + resolved.order()
                    + ". 'reel tasks --json' lists the order ids; an order whose first line is damaged"
                    + " is listed without one."));
        }
        if (order.get().state() != OrderState.UNKNOWN) {
            return Optional.of(alreadyKnown(resolved.order(), order.get()));
        }
        OrderIntent intent = order.get().intent().orElseThrow();
        return resolved.task()
                .flatMap(task ->
                        wrongProvider(intent, task).or(() -> owner.map(other -> taskTaken(intent.order(), other))));
    }

    private static VideoFailure alreadyKnown(OrderId id, OrderSummary order) {
        VideoFailure failure = invalid("the order " + id + " cannot be resolved: it is " + order.state()
                + order.resolved().map(each -> ", resolved by " + each.by()).orElse("")
                + ". Only orders that are UNKNOWN can be resolved.");
        return order.task().map(failure::withTask).orElse(failure);
    }

    private static Optional<VideoFailure> wrongProvider(OrderIntent intent, TaskRef task) {
        boolean matches = task.provider().equals(intent.provider())
                && task.operation() == intent.operation()
                && task.fingerprint().equals(intent.fingerprint());
        return matches
                ? Optional.empty()
                : Optional.of(invalid("the task does not belong to the order " + intent.order() + ". The task is "
                        + describe(task.provider(), task.operation(), task.fingerprint()) + "; the order is "
                        + describe(intent.provider(), intent.operation(), intent.fingerprint())
                        + ". Look for the task of this order at the vendor's console."));
    }

    private static String describe(Object provider, Object operation, String fingerprint) {
        return provider + " " + operation + " #" + fingerprint;
    }

    private static VideoFailure taskTaken(OrderId id, OrderId owner) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "the task belongs to the order " + owner + ", so the outcome of the order " + id
                        + " is still unknown. Look for another task at the vendor's console." + NOTHING_RECORDED);
    }

    private static VideoFailure invalid(String what) {
        return VideoFailure.of(FailureKind.INVALID_REQUEST, what + NOTHING_RECORDED);
    }
}
