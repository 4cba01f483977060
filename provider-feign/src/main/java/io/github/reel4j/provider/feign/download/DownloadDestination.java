package io.github.reel4j.provider.feign.download;

import java.util.Optional;
import java.util.OptionalLong;

/** What a download writes to. */
public sealed interface DownloadDestination permits TargetFile, TargetChannel {

    /** Checks before the transfer that it can be written to. */
    void check() throws DownloadException;

    /** Returns what an earlier download has left and this one can continue; empty if there is nothing. */
    Optional<? extends PartialDownload> findResumable(PartFileName name);

    /**
     * Starts to write from the first byte.
     *
     * @param version the version of the file at its host; without one it cannot be resumed
     * @param total the size of the whole file, if it is announced
     */
    PartialDownload start(PartFileName name, Optional<EntityValidator> version, OptionalLong total)
            throws DownloadException;
}
