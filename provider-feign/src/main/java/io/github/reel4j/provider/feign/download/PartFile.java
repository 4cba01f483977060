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
 * A file that grows beside its target under another name and appears under the final one whole or not at all. What was begun from a
 * known version of the file at its host can be kept, and gone on with by a later download, even of another process. It is locked
 * while in use, so that no two downloads write into one. Of one thread.
 */
final class PartFile implements AutoCloseable {

    /** Fewer do not tell whether it is a video, and are not worth keeping. */
    private static final int MIN_RESUMABLE_BYTES = VideoFormat.BYTES;

    private final TargetFile target;
    private final Path part;
    private final FileChannel channel;
    private final Optional<EntityValidator> validator;
    private OptionalLong total;
    private long size;
    private boolean findResumable;

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

    /** One that an earlier download left and nobody uses now; trouble with old files is no reason not to begin a new one. */
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
        if (!isLocked(channel)) {
            channel.close();
            return Optional.empty();
        }
        long size = channel.size();
        // What is whole may have been published already, and share its bytes with the video.
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
     * Begins an empty one.
     *
     * @param version of the file at its host; without one it can be gone on with by nobody
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
            // What has the usual name is in use, by another download of the same.
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
        if (version.isPresent() && !isLocked(channel)) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new PartFile(target, part, channel, version, total, 0));
    }

    /** The lock ends with the channel. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What the file at its host must still be for this to be its beginning. */
    Optional<EntityValidator> validator() {
        return validator;
    }

    boolean hasDateAsVersion() {
        return validator.filter(EntityValidator::isDate).isPresent();
    }

    /** The size of the whole file, as it was first announced, even to an earlier download; empty if it never was. */
    OptionalLong total() {
        return total;
    }

    /** Keeps the first size that is announced; any other later one is an error. */
    void announced(OptionalLong size) {
        if (total.isEmpty()) {
            total = size;
        }
    }

    long size() {
        return size;
    }

    /** Whether a later request can go on with it. */
    boolean isResumable() {
        return validator.isPresent() && size >= MIN_RESUMABLE_BYTES && size < total.orElse(Long.MAX_VALUE);
    }

    /** Its first bytes, to tell what it is. */
    ByteBuffer head() throws DownloadException {
        try {
            ByteBuffer head = ByteBuffer.allocate(MIN_RESUMABLE_BYTES);
            channel.read(head, 0);
            return head.flip();
        } catch (IOException e) {
            throw target.failed(e);
        }
    }

    /** Whether it ends where a video ends, as far as its format tells. */
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

    /** Leaves it, when it is closed, for a later download. */
    void keep() {
        findResumable = isResumable();
    }

    /** Removes the part unless it is kept; what was published stays. */
    @Override
    public void close() throws DownloadException {
        try {
            channel.close();
            if (!findResumable) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new DownloadException(Reason.IO, part + " could not be removed", e);
        }
    }
}
