package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.spi.NonReplacingFileMover;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The target path of a download. An existing file is never replaced, and no symbolic link is followed.
 *
 * @param path absolute or relative to the working directory
 */
public record TargetFile(Path path) implements DownloadDestination {

    /** Checks before the transfer that a file can be created. */
    @Override
    public void check() throws DownloadException {
        Path parent = path.toAbsolutePath().getParent();
        if (path.getFileName() == null || parent == null) {
            throw new DownloadException(Reason.TARGET, path + " is not a file path");
        }
        if (!Files.isDirectory(parent)) {
            throw new DownloadException(Reason.TARGET, "the directory " + parent + " does not exist");
        }
        if (Files.isSymbolicLink(path)) {
            throw new DownloadException(Reason.TARGET, path + " is a symbolic link, which is not followed");
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new DownloadException(Reason.TARGET, path + " is a directory. Give the path of a file in it");
        }
        if (!NonReplacingFileMover.isFree(path)) {
            throw exists();
        }
    }

    @Override
    public Optional<PartFile> findResumable(PartFileName name) {
        return PartFile.findResumable(this, name);
    }

    @Override
    public PartFile start(PartFileName name, Optional<EntityValidator> version, OptionalLong total)
            throws DownloadException {
        return PartFile.start(this, name, version, total);
    }

    /** Moves the complete part to the target path unless something exists there. */
    void publish(Path part) throws DownloadException {
        try {
            NonReplacingFileMover.publish(part, path);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DownloadException exists() {
        return new DownloadException(Reason.TARGET, path + " exists already and is never replaced");
    }

    /** Maps an exception while writing. */
    DownloadException failed(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
        // Only the message shows it: "No space left on device", "not enough space on the disk", "Disk quota exceeded".
        String reason = reason(e).toLowerCase(Locale.ROOT);
        if (reason.contains("space") || reason.contains("quota")) {
            return new DownloadException(Reason.NO_SPACE, "there is no space left for " + path, e);
        }
        return new DownloadException(
                Reason.IO, path + " could not be written (" + e.getClass().getSimpleName() + ")", e);
    }

    /** Returns the reason without the file name, which the message of a {@link FileSystemException} contains. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException file
                ? Optional.ofNullable(file.getReason()).orElse("")
                : String.valueOf(e.getMessage());
    }
}
