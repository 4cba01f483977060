package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Optional;

/**
 * The rule of the fresh link: a download gets the link of another poll once. If the vendor states that the known link
 * has expired, the poll precedes the download; otherwise it follows a download that failed because of it. Stateless.
 */
public final class FreshLinkRule {

    private FreshLinkRule() {}

    /** Returns when the link of {@code video} has expired; empty if it has not by {@code now}, or if it is unknown. */
    static Optional<Instant> expiredAt(GeneratedVideo video, Instant now) {
        return video.expiresAt().filter(time -> !time.isAfter(now));
    }

    /**
     * Returns the video to download after the wait for a fresh link, which the known expiry has caused. If there is no
     * fresh link, the known one is tried, because the clocks of vendor and client may differ.
     *
     * @param known the video whose link has expired
     * @param wait the result of the wait
     */
    public static Either<VideoFailure, GeneratedVideo> refreshed(
            GeneratedVideo known, Either<VideoFailure, GeneratedVideo> wait) {
        return wait.isLeft() && wait.getLeft().kind() == FailureKind.INTERRUPTED
                ? wait
                : Either.right(wait.getOrElse(known));
    }

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
