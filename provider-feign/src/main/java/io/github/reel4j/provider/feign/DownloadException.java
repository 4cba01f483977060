package io.github.reel4j.provider.feign;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a result was not downloaded. The message is one sentence for people; of the URL it names the host only. */
final class DownloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What can be done about it depends on this. */
    enum Reason {
        /** The link, or where it redirects to, is not one that may be fetched. Nothing was sent there. */
        REFUSED_ADDRESS,
        /** HTTP 403, 404 or 410: a fresh link may work. */
        EXPIRED,
        /** Any other status that is no file. */
        HTTP_STATUS,
        /** What came is no MP4 or WebM. */
        NOT_VIDEO,
        /** More than the cap. */
        TOO_LARGE,
        /** Fewer or more bytes than announced. */
        CUT,
        /** The target exists, is no place for a file, or has no directory. */
        TARGET,
        /** The disk is full. */
        NO_SPACE,
        /** Writing failed otherwise. */
        IO,
        /** No connection, or it broke before an answer. */
        UNREACHABLE,
        /** Silence for too long, or too long altogether. */
        TIMED_OUT,
        /** The thread was interrupted; its flag is set. */
        INTERRUPTED
    }

    private final Reason reason;

    DownloadException(Reason reason, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    DownloadException(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    Reason reason() {
        return reason;
    }
}
