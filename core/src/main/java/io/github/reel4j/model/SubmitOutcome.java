package io.github.reel4j.model;

/** The outcome of submitting an order. */
public sealed interface SubmitOutcome {

    /** The vendor accepted the order, or named a task in an error response. The task is polled in both cases. */
    record Accepted(TaskRef task) implements SubmitOutcome {}

    /**
     * The vendor provably did not accept the order.
     *
     * @param kind why not
     */
    record Rejected(FailureKind kind) implements SubmitOutcome {}

    /** The outcome is unknown. The order counts as spent. */
    record Indeterminate() implements SubmitOutcome {}
}
