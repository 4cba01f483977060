package io.github.reel4j.provider.feign.download;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a result was not downloaded. The message is one sentence for people; of the URL it names the host only. */
public final class DownloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What can be done about it depends on this. */
    public enum Reason {
        /** The link, or where it redirects to, is not one that may be fetched. Nothing was sent there. */
        BLOCKED_ADDRESS(false, false),
        /** HTTP 403, 404 or 410: a fresh link may work. */
        EXPIRED(false, true),
        /** Any other status that is no file. */
        HTTP_STATUS(false, true),
        /** What came is no MP4 or WebM. */
        NOT_VIDEO(false, false),
        /** More than the cap. */
        TOO_LARGE(false, false),
        /** Fewer or more bytes than announced. */
        CONNECTION_LOST(true, true),
        /** The target exists, is no place for a file, or has no directory. */
        TARGET(false, false),
        /** The disk is full. */
        NO_SPACE(false, false),
        /** Writing failed otherwise. */
        IO(false, false),
        /** No connection, or it broke before an answer. */
        UNREACHABLE(false, true),
        /** Silence for too long, or too long altogether. */
        TIMED_OUT(true, true),
        /** Less than the least pace. */
        TOO_SLOW(true, true),
        /** The thread was interrupted; its flag is set. */
        INTERRUPTED(false, true),
        /** The client was closed. */
        CLOSED(false, true);

        private final boolean isResumable;
        private final boolean keepsPart;

        Reason(boolean brokeOff, boolean keepsPart) {
            this.isResumable = brokeOff;
            this.keepsPart = keepsPart;
        }

        /** Whether another connection may bring the rest at once. */
        boolean isResumable() {
            return isResumable;
        }

        /** Whether what has arrived may be the beginning of the right file, and its place is not needed for something else. */
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

    public Reason reason() {
        return reason;
    }
}
