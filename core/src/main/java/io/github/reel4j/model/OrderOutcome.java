package io.github.reel4j.model;

/** What came of sending an order. */
public sealed interface OrderOutcome {

    /** The vendor took it, and will bill it; or it named the task in an answer that is none of success, and is asked about it. */
    record Accepted(TaskRef task) implements OrderOutcome {}

    /** It was provably not taken. */
    record Rejected(FailureKind kind) implements OrderOutcome {}

    /** Nobody can tell; it is counted as spent. */
    record Unknown() implements OrderOutcome {}
}
