package io.github.reel4j.model;

/** Whether a failed order may have cost money. */
public enum BillingStatus {
    /** Provably not. */
    NOT_BILLED,
    /** Nobody can tell from here; count it as spent. */
    UNKNOWN,
    /** The vendor has accepted the task. */
    BILLED
}
