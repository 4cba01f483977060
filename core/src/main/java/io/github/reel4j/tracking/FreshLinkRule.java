package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;

/**
 * The rule of the fresh link: a download whose link has expired is repeated once, with the link that another poll
 * returns. Stateless.
 */
public final class FreshLinkRule {

    private FreshLinkRule() {}

    /** Returns whether a download that failed in this way is to be repeated with a fresh link. */
    public static boolean appliesTo(VideoFailure download) {
        return download.kind() == FailureKind.LINK_EXPIRED;
    }

    /**
     * Returns the failure to report if there is no fresh link: that of the download, unless the wait was interrupted.
     *
     * @param download the failure of the first download
     * @param wait the failure of the wait for the fresh link
     */
    public static VideoFailure failure(VideoFailure download, VideoFailure wait) {
        return wait.kind() == FailureKind.INTERRUPTED ? wait : download;
    }
}
