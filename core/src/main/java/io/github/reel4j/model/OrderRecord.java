package io.github.reel4j.model;

import java.time.Instant;
import java.util.Optional;

/** One thing that happened in an order's life, as it is written down; what is written is never changed. */
public sealed interface OrderRecord {

    /** When it was written, by our clock. */
    Instant at();

    /** It is about to be sent, once, or again where that is safe. An order with no more than this may have been accepted. */
    record Intended(Instant at, OrderIntent intent) implements OrderRecord {}

    /** Its sending is over. Of two answers the later counts: a callback may find an order of unknown fate. */
    record Answered(Instant at, OrderId order, OrderOutcome outcome) implements OrderRecord {}

    /**
     * Somebody has looked, and says what became of an order of unknown fate. An answer of the vendor's that comes after all counts
     * more.
     *
     * @param task the order's; empty if it was not accepted
     * @param by who says so, for people; no secret
     */
    record Settled(Instant at, OrderId order, Optional<TaskRef> task, String by) implements OrderRecord {}

    /**
     * The vendor is done with its task.
     *
     * @param failure why there is no video; empty if it was made
     */
    record Ended(Instant at, TaskRef task, Optional<FailureKind> failure) implements OrderRecord {}

    /**
     * The video is here.
     *
     * @param file its absolute path
     */
    record Delivered(Instant at, TaskRef task, String file) implements OrderRecord {}
}
