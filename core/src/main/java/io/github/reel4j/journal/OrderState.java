package io.github.reel4j.journal;

/** The state of an order, as far as the journal knows it. */
public enum OrderState {
    /** Not accepted and not billed: this is proven, or a person has found it out and resolved the order. */
    REJECTED,
    /**
     * Sent, or being sent, and not known whether the vendor accepted it. Count the money as spent until the order is
     * resolved; see {@link FileJournal#resolve}.
     */
    UNKNOWN,
    /** Accepted by the vendor, and not known to be complete. */
    RUNNING,
    /** The video is complete and not downloaded yet. */
    READY,
    /** The task failed, or the vendor no longer knows it. */
    FAILED,
    /** The video was downloaded. */
    DOWNLOADED;

    /** Returns whether there is a video to wait for or to download. */
    public boolean isUnfinished() {
        return this == RUNNING || this == READY;
    }
}
