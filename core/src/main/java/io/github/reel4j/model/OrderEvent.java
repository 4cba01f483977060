package io.github.reel4j.model;

import java.time.Instant;
import java.util.Optional;

/** An event in the life of an order, as recorded in the journal. Recorded events are never changed. Immutable. */
public sealed interface OrderEvent {

    /** Returns when the event was recorded, by the local clock. */
    Instant at();

    /** The order is about to be sent. If this is the last event of an order, the vendor may have accepted it. */
    record Created(Instant at, OrderIntent intent) implements OrderEvent {}

    /**
     * The submission has ended. If an order has 2 such events, the later one counts, because a callback may identify
     * the task of an order whose outcome was unknown.
     */
    record Submitted(Instant at, OrderId order, SubmitOutcome outcome) implements OrderEvent {}

    /**
     * A person or program determined the outcome of an order whose outcome was unknown. A later result from the vendor
     * takes precedence.
     *
     * @param task the task of the order; empty if the vendor did not accept the order
     * @param by who determined the outcome, for people; must not contain secrets
     */
    record Resolved(Instant at, OrderId order, Optional<TaskRef> task, String by) implements OrderEvent {}

    /**
     * The task has ended.
     *
     * @param failure the reason why there is no video; empty if the video is finished
     */
    record Completed(Instant at, TaskRef task, Optional<FailureKind> failure) implements OrderEvent {}

    /**
     * The video was downloaded.
     *
     * @param file the absolute path of the file
     */
    record Downloaded(Instant at, TaskRef task, String file) implements OrderEvent {}
}
