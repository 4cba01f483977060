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
final class PartFile extends PartialDownload {

    private final TargetFile target;
    private final Path part;
    private final FileChannel channel;
    private boolean kept;

    private PartFile(
            TargetFile target,
            Path part,
            FileChannel channel,
            Optional<EntityValidator> version,
            OptionalLong total,
            long size) {
        super(version, total, size);
        this.target = target;
        this.part = part;
        this.channel = channel;
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

    @Override
    ByteBuffer head() throws DownloadException {
        try {
            ByteBuffer head = ByteBuffer.allocate(MIN_RESUMABLE_BYTES);
            channel.read(head, 0);
            return head.flip();
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    @Override
    boolean isComplete() throws DownloadException {
        try {
            return VideoCompleteness.isComplete(channel, size());
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    @Override
    void write(ByteBuffer bytes) throws DownloadException {
        try {
            while (bytes.hasRemaining()) {
                add(channel.write(bytes));
            }
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    /** Makes the file durable and visible under its final name. */
    @Override
    void publish() throws DownloadException {
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw target.failed(e);
        }
        target.publish(part);
    }

    @Override
    void keep() {
        kept = isResumable();
    }

    @Override
    void discard() throws DownloadException {
        close();
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
