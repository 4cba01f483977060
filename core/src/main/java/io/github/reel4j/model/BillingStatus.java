package io.github.reel4j.model;

/** Whether a failed order may have cost money. */
public enum BillingStatus {
    /** The order was provably not billed. */
    NOT_BILLED,
    /** It is unknown whether the order was billed. Count it as spent. */
    UNKNOWN,
    /** The vendor accepted the task, so the order counts as billed. */
    BILLED
}
