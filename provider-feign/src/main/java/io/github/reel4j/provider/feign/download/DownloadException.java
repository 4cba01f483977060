package io.github.reel4j.provider.feign.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a download fails. The message is one sentence without a full stop; of the URL it contains only the host.
 */
public final class DownloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The reason of a failed download. */
    public enum Reason {
        /** The link or a redirect leads to a URL that may not be downloaded. Nothing was sent there. */
        BLOCKED_ADDRESS(false, false),
        /** HTTP 403, 404 or 410: a new link may work. */
        EXPIRED(false, true),
        /** Another HTTP status without a file. */
        HTTP_STATUS(false, true),
        /** The file is neither MP4 nor WebM. */
        NOT_VIDEO(false, false),
        /** The file exceeds the size limit. */
        TOO_LARGE(false, false),
        /** The body had fewer or more bytes than announced. */
        CONNECTION_LOST(true, true),
        /** The target exists, is not a valid file path, or its directory does not exist. */
        TARGET(false, false),
        /** The disk is full. */
        NO_SPACE(false, false),
        /** Writing failed for another reason. */
        IO(false, false),
        /** The channel of the program threw an exception, or accepts no bytes. */
        CHANNEL(false, false),
        /** The connection broke, and what was written to a channel can be neither continued nor taken back. */
        NOT_RESUMABLE(false, false),
        /** No connection was made, or it broke before the response. */
        UNREACHABLE(false, true),
        /** A timeout or the deadline has passed. */
        TIMED_OUT(true, true),
        /** The throughput was below the minimum. */
        TOO_SLOW(true, true),
        /** The thread was interrupted; its flag is set. */
        INTERRUPTED(false, true),
        /** The client was closed. */
        CLOSED(false, true);

        private final boolean resumable;
        private final boolean keepsPart;

        Reason(boolean resumable, boolean keepsPart) {
            this.resumable = resumable;
            this.keepsPart = keepsPart;
        }

        /** Returns whether another connection may continue the download immediately. */
        boolean isResumable() {
            return resumable;
        }

        /** Returns whether the part received so far may be kept for a later download. */
        boolean keepsPart() {
            return keepsPart;
        }
    }

    private final Reason reason;

    DownloadException(Reason reason, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    DownloadException(Reason reason, String sentence) {
        this(reason, sentence, null);
    }

    /** Returns the reason. */
    public Reason reason() {
        return reason;
    }
}
