package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.DownloadException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that grows beside its target under another name and appears under the final one whole or not at all. */
final class PartFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final FileChannel channel;

    private PartFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /** Says early, before anything is transferred, that a file cannot be put there. */
    static void checkTarget(Path target) throws DownloadException {
        Path parent = target.toAbsolutePath().getParent();
        if (target.getFileName() == null || parent == null) {
            throw new DownloadException(Reason.TARGET, target + " names no file");
        }
        if (!Files.isDirectory(parent)) {
            throw new DownloadException(Reason.TARGET, "the directory " + parent + " does not exist");
        }
        if (Files.isSymbolicLink(target)) {
            throw new DownloadException(Reason.TARGET, target + " is a symbolic link; it is not followed");
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new DownloadException(Reason.TARGET, target + " is a directory; name a file in it");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target);
        }
    }

    static PartFile beside(Path target) throws DownloadException {
        checkTarget(target);
        Path part = target.toAbsolutePath().resolveSibling(".reel4j-" + UUID.randomUUID() + ".part");
        try {
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            return new PartFile(target, part, channel);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    void write(ByteBuffer bytes) throws DownloadException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** Makes the file durable and visible under its final name. */
    void publish() throws DownloadException {
        try {
            channel.force(true);
            channel.close();
            link();
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private void link() throws IOException {
        try {
            // An atomic move would replace a file that appeared meanwhile; a link does not.
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            // No hard links on this file system.
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes the part; what was published stays. */
    @Override
    public void close() throws DownloadException {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new DownloadException(Reason.IO, part + " could not be removed", e);
        }
    }

    private static DownloadException exists(Path target) {
        return new DownloadException(Reason.TARGET, target + " exists already; it is never replaced");
    }

    static DownloadException failed(Path target, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
        if (String.valueOf(e.getMessage()).contains("No space left")
                || String.valueOf(e.getMessage()).contains("not enough space")) {
            return new DownloadException(Reason.NO_SPACE, "there is no space left for " + target, e);
        }
        return new DownloadException(Reason.IO, target + " could not be written", e);
    }
}
