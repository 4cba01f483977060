package io.github.reel4j.micrometer;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.RedactedFailure;
import java.util.Optional;

/** Finds out from the events of orders what became of each of them, exactly once. Thread-safe. */
final class OrderOutcomes {

    /** What became of an order. */
    enum Outcome {
        ACCEPTED,
        REJECTED,
        UNKNOWN,
        NOT_SENT,
        JOURNAL_FAILED;

        /** Returns whether the order counts as spent. */
        boolean isSpent() {
            return this == ACCEPTED || this == UNKNOWN;
        }
    }

    /**
     * The end of an order.
     *
     * @param failure empty if the vendor accepted the order without a failure
     * @param price empty if the event with the price was not received
     */
    record Ended(Outcome outcome, Optional<FailureKind> failure, Optional<ExpectedPrice> price) {}

    private record OpenOrder(ExpectedPrice price, boolean sent) {}

    private final BoundedMap<OrderId, OpenOrder> open = new BoundedMap<>(100_000);
    private final BoundedMap<OrderId, Boolean> accepted = new BoundedMap<>(1_000);

    synchronized void priced(OrderContext order, ExpectedPrice price) {
        order.order().ifPresent(id -> open.put(id, new OpenOrder(price, false)));
    }

    /** Records that the order was sent and that the send failed. It may be sent again. */
    synchronized void sendFailed(OrderContext order) {
        order.order()
                .ifPresent(id -> open.find(id).ifPresent(known -> open.put(id, new OpenOrder(known.price(), true))));
    }

    synchronized Ended accepted(OrderContext order) {
        order.order().ifPresent(id -> accepted.put(id, true));
        return new Ended(Outcome.ACCEPTED, Optional.empty(), remove(order).map(OpenOrder::price));
    }

    /** Returns the end of an order that failed; empty if it was accepted before, which has been counted. */
    synchronized Optional<Ended> failed(OrderContext order, RedactedFailure failure) {
        if (order.order().flatMap(accepted::remove).isPresent()) {
            return Optional.empty();
        }
        Optional<OpenOrder> known = remove(order);
        return Optional.of(new Ended(
                outcome(order, failure, known.map(OpenOrder::sent).orElse(false)),
                Optional.of(failure.kind()),
                known.map(OpenOrder::price)));
    }

    private Optional<OpenOrder> remove(OrderContext order) {
        return order.order().flatMap(open::remove);
    }

    private static Outcome outcome(OrderContext order, RedactedFailure failure, boolean sent) {
        if (order.task().isPresent()) { // the vendor's failed response names a task
            return Outcome.ACCEPTED;
        }
        if (failure.kind() == FailureKind.JOURNAL_FAILED) {
            return Outcome.JOURNAL_FAILED;
        }
        if (failure.billingStatus() != BillingStatus.NOT_BILLED) {
            return Outcome.UNKNOWN;
        }
        return sent && failure.kind() != FailureKind.UNREACHABLE ? Outcome.REJECTED : Outcome.NOT_SENT;
    }
}
