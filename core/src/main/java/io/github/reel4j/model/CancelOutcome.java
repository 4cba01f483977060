package io.github.reel4j.model;

/**
 * A vendor's response to a request to cancel a task.
 *
 * @param effect what happened to the task
 * @param billingStatus whether the task is billed, according to the vendor; {@link BillingStatus#UNKNOWN} if the vendor
 *     does not say
 */
public record CancelOutcome(Effect effect, BillingStatus billingStatus) {

    /** What happened to the task. */
    public enum Effect {
        /** The task was stopped and has no video. */
        CANCELLED,
        /** The vendor will try to stop the task, but may still finish it. The task's status shows the result. */
        REQUESTED,
        /** The task had already ended, with or without a video. */
        ALREADY_FINISHED,
        /** The vendor does not cancel a task in this state. The task goes on, and is billed if it succeeds. */
        NOT_CANCELLABLE
    }
}
