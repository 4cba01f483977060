package io.github.reel4j.journal;

/** How far an order has come, as far as the journal knows. */
public enum OrderState {
    /** Not accepted, and not billed: that is proven, or whoever settled it has found out. */
    REJECTED,
    /**
     * It was sent, or is being sent, and nobody can tell whether it was accepted. Count it as spent, until somebody
     * settles it: {@link FileJournal#resolve}.
     */
    UNKNOWN,
    /** Accepted. */
    RUNNING,
    /** The video is made and still at the vendor. */
    READY,
    /** The vendor gave it up, or knows it no more. */
    FAILED,
    /** The video is here. */
    DOWNLOADED;

    /** Whether there is a video to wait for or to fetch. */
    public boolean isUnfinished() {
        return this == RUNNING || this == READY;
    }
}
