package io.github.reel4j.model;

/** Whether a failed order may have cost money. */
public enum Billing {
    /** Provably not. */
    NO,
    /** Nobody can tell from here; count it as spent. */
    MAYBE,
    /** The vendor has accepted the task. */
    YES
}
