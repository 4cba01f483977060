package io.github.reel4j.provider.feign.download;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** The part of a video that has been downloaded so far: its first bytes, without gaps. Not thread-safe. */
public abstract class PartialDownload implements AutoCloseable {

    /** With fewer bytes the format is unknown, so the download is not resumed. */
    static final int MIN_RESUMABLE_BYTES = VideoFormat.BYTES;

    private final Optional<EntityValidator> validator;
    private OptionalLong total;
    private long size;

    PartialDownload(Optional<EntityValidator> validator, OptionalLong total, long size) {
        this.validator = validator;
        this.total = total;
        this.size = size;
    }

    /** Returns the version of the file at its host that this is the beginning of. */
    final Optional<EntityValidator> validator() {
        return validator;
    }

    final boolean hasDateAsVersion() {
        return validator.filter(EntityValidator::isDate).isPresent();
    }

    /**
     * Returns the size of the whole file as it was first announced, also by an earlier download; empty if it never was.
     */
    final OptionalLong total() {
        return total;
    }

    /** Sets the size of the whole file unless it is set. */
    final void announced(OptionalLong announced) {
        if (total.isEmpty()) {
            total = announced;
        }
    }

    /** Returns the number of bytes that have arrived. */
    final long size() {
        return size;
    }

    final void add(int bytes) {
        size += bytes;
    }

    /** Returns whether a later request can resume it. */
    final boolean isResumable() {
        return validator.isPresent() && size >= MIN_RESUMABLE_BYTES && size < total.orElse(Long.MAX_VALUE);
    }

    /** Returns the first bytes, which identify the format. */
    abstract ByteBuffer head() throws DownloadException;

    /** Returns whether everything that has arrived is a complete video, as far as its format shows. */
    abstract boolean isComplete() throws DownloadException;

    /** Writes all {@code bytes}. */
    abstract void write(ByteBuffer bytes) throws DownloadException;

    /** Ends a complete download. */
    abstract void publish() throws DownloadException;

    /** Keeps it for a later download when it is closed, if it can be resumed. */
    abstract void keep();

    /** Discards it, because the download starts again from the first byte. */
    abstract void discard() throws DownloadException;

    @Override
    public abstract void close() throws DownloadException;
}
