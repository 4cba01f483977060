package io.github.reel4j.queue.model;

/**
 * The state of a queued order. A trigger in the database allows only the changes that {@code docs/order-queue.md}
 * shows, whatever the program does.
 */
public enum QueuedOrderState {
    /** The order waits to be sent. Nothing was sent, or a person released it. */
    QUEUED,
    /** A worker is sending the order, or has died while it did. */
    SUBMITTING,
    /** The vendor provably did not accept the latest attempt. The order may be sent again. */
    REJECTED,
    /** The vendor has accepted the order, and runs its task. */
    RUNNING,
    /**
     * It is unknown whether the vendor accepted the order. It counts as billed and is never sent again automatically. A
     * late result, a callback or a person resolves it.
     */
    UNKNOWN,
    /** The video is finished. */
    READY,
    /** The task has ended without a video. */
    FAILED,
    /** The order was cancelled: before it was sent, or by the vendor. */
    CANCELLED,
    /**
     * The database may have lost the record that the order was sent, because a standby was promoted or a backup was
     * restored. Nothing is sent until a person releases or cancels the order.
     */
    HELD;

    /** Returns whether the order has ended, so that its state does not change any more. */
    public boolean isFinal() {
        return this == READY || this == FAILED || this == CANCELLED;
    }
}
