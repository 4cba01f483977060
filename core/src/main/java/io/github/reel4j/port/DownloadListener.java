package io.github.reel4j.port;

import java.util.OptionalLong;

/**
 * Receives the progress of one download. Implementations return immediately and never throw, because they are called
 * on the thread that transfers the video. Thread-safe.
 */
@FunctionalInterface
public interface DownloadListener {

    /** Ignores the progress. */
    DownloadListener NONE = (bytesReceived, bytesTotal) -> {};

    /**
     * Called when more bytes have arrived, as often as the downloader likes, and with the last byte.
     *
     * @param bytesReceived the bytes of the video that have arrived, including those of an earlier download that this
     *     one resumes; at least 0. It becomes smaller if the download has to start again
     * @param bytesTotal the size of the whole video; empty if it is not known
     */
    void onBytes(long bytesReceived, OptionalLong bytesTotal);
}
