package io.github.reel4j.model;

import java.time.Instant;
import java.util.Optional;

/** One thing that happened in an order's life, as it is written down; what is written is never changed. */
public sealed interface OrderEvent {

    /** When it was written, by our clock. */
    Instant at();

    /** It is about to be sent, once, or again where that is safe. An order with no more than this may have been accepted. */
    record Created(Instant at, OrderIntent intent) implements OrderEvent {}

    /** Its sending is over. Of two answers the later counts: a callback may find an order of unknown fate. */
    record Submitted(Instant at, OrderId order, OrderOutcome outcome) implements OrderEvent {}

    /**
     * Somebody has looked, and says what became of an order of unknown fate. An answer of the vendor's that comes after all counts
     * more.
     *
     * @param task the order's; empty if it was not accepted
     * @param by who says so, for people; no secret
     */
    record Resolved(Instant at, OrderId order, Optional<TaskRef> task, String by) implements OrderEvent {}

    /**
     * The vendor is done with its task.
     *
     * @param failure why there is no video; empty if it was made
     */
    record Completed(Instant at, TaskRef task, Optional<FailureKind> failure) implements OrderEvent {}

    /**
     * The video is here.
     *
     * @param file its absolute path
     */
    record Downloaded(Instant at, TaskRef task, String file) implements OrderEvent {}
}
