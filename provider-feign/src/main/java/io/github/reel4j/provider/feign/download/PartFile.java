package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A partially downloaded file beside its target, which gets the target's name when it is complete. If the version of
 * the file at its host is known, it can be kept and resumed by a later download, also of another process. It is locked
 * while in use, so that no two downloads write to it. Not thread-safe.
 */
final class PartFile implements AutoCloseable {

    /** With fewer bytes the format is unknown, so the part is not kept. */
    private static final int MIN_RESUMABLE_BYTES = VideoFormat.BYTES;

    private final TargetFile target;
    private final Path part;
    private final FileChannel channel;
    private final Optional<EntityValidator> validator;
    private OptionalLong total;
    private long size;
    private boolean kept;

    private PartFile(
            TargetFile target,
            Path part,
            FileChannel channel,
            Optional<EntityValidator> version,
            OptionalLong total,
            long size) {
        this.target = target;
        this.part = part;
        this.channel = channel;
        this.validator = version;
        this.total = total;
        this.size = size;
    }

    /** Opens a part that an earlier download left and that is not in use. Errors with old files are ignored. */
    static Optional<PartFile> findResumable(TargetFile target, PartFileName name) {
        Path directory = target.path().toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".reel4j-" + name.key() + "-*.part")) {
            for (Path file : files) {
                Optional<EntityValidator> version = name.version(file);
                if (version.isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Optional<PartFile> part = reopen(target, file, version, name.total(file));
                    if (part.isPresent()) {
                        return part;
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<PartFile> reopen(
            TargetFile target, Path file, Optional<EntityValidator> version, OptionalLong total) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (!tryLock(channel)) {
            channel.close();
            return Optional.empty();
        }
        long size = channel.size();
        // A complete part may have been published already, and share its bytes with the video.
        if (size < MIN_RESUMABLE_BYTES
                || size >= total.orElse(Long.MAX_VALUE)
                || VideoCompleteness.isComplete(channel, size)) {
            channel.close();
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        return Optional.of(new PartFile(target, file, channel.position(size), version, total, size));
    }

    /**
     * Creates an empty part.
     *
     * @param version the version of the file at its host; without one the part cannot be resumed
     * @param total the size of the whole file, if it is announced
     */
    static PartFile start(TargetFile target, PartFileName name, Optional<EntityValidator> version, OptionalLong total)
            throws DownloadException {
        target.check();
        try {
            if (version.isPresent()) {
                Optional<PartFile> part =
                        create(target, name.pathFor(target.path(), version.get(), total), version, total);
                if (part.isPresent()) {
                    return part.get();
                }
            }
            // The file with the regular name is in use by another download of the same result.
            return create(target, PartFileName.unique(target.path()), Optional.empty(), total)
                    .orElseThrow(() -> new IOException("the file is in use"));
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    private static Optional<PartFile> create(
            TargetFile target, Path part, Optional<EntityValidator> version, OptionalLong total) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    part,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
        if (version.isPresent() && !tryLock(channel)) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new PartFile(target, part, channel, version, total, 0));
    }

    /** Locks the file until the channel is closed. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Returns the version of the file at its host that this is the beginning of. */
    Optional<EntityValidator> validator() {
        return validator;
    }

    boolean hasDateAsVersion() {
        return validator.filter(EntityValidator::isDate).isPresent();
    }

    /**
     * Returns the size of the whole file as it was first announced, also by an earlier download; empty if it never was.
     */
    OptionalLong total() {
        return total;
    }

    /** Sets the size of the whole file unless it is set. */
    void announced(OptionalLong size) {
        if (total.isEmpty()) {
            total = size;
        }
    }

    long size() {
        return size;
    }

    /** Returns whether a later request can resume it. */
    boolean isResumable() {
        return validator.isPresent() && size >= MIN_RESUMABLE_BYTES && size < total.orElse(Long.MAX_VALUE);
    }

    /** Returns the first bytes, which identify the format. */
    ByteBuffer head() throws DownloadException {
        try {
            ByteBuffer head = ByteBuffer.allocate(MIN_RESUMABLE_BYTES);
            channel.read(head, 0);
            return head.flip();
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    /** Returns whether the file is a complete video, as far as its format shows. */
    boolean isComplete() throws DownloadException {
        try {
            return VideoCompleteness.isComplete(channel, size);
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    void write(ByteBuffer bytes) throws DownloadException {
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes);
            }
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    /** Makes the file durable and visible under its final name. */
    void publish() throws DownloadException {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw target.failed(e);
        }
        target.publish(part);
    }

    /** Keeps the part for a later download when it is closed, if it can be resumed. */
    void keep() {
        kept = isResumable();
    }

    /** Deletes the part unless it is kept or was published. */
    @Override
    public void close() throws DownloadException {
        try {
            channel.close();
            if (!kept) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new DownloadException(Reason.IO, part + " could not be removed", e);
        }
    }
}
