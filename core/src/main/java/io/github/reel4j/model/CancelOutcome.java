package io.github.reel4j.model;

/**
 * What a vendor says to a cancel.
 *
 * @param billingStatus whether the task is billed, as the vendor says it; {@link BillingStatus#UNKNOWN} where it does not
 */
public record CancelOutcome(Effect effect, BillingStatus billingStatus) {

    /** What became of the task. */
    public enum Effect {
        /** It has ended without a video. */
        CANCELLED,
        /** The vendor will try; the task may be made all the same. Its status tells. */
        REQUESTED,
        /** It had ended before, with or without a video. */
        ALREADY_FINISHED
    }
}
