package io.github.reel4j.model;

import java.time.Duration;
import java.util.Optional;

/** Whether a journal has recorded an order, or which rule kept it from being recorded. Immutable. */
public sealed interface AdmissionResult {

    /** The order was recorded and may be sent. */
    record Admitted(OrderEvent.Created event) implements AdmissionResult {}

    /** Nothing was recorded, because the order key belongs to {@code order}. */
    record KeyInUse(KeyedOrder order) implements AdmissionResult {}

    /**
     * Nothing was recorded, because the order does not fit under the spend limit.
     *
     * @param spent the sum of the other orders in the window
     * @param untilRoom the time from the created event until the order fits, if no other order is recorded; empty if it
     *     never does, because its price is above the limit
     */
    record OverBudget(SpendLimit limit, Money spent, Optional<Duration> untilRoom) implements AdmissionResult {}
}
