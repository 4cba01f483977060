package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.spi.FilePublisher;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The place where a video is to appear. What is there already is never replaced, and no symbolic link is followed. */
public record TargetFile(Path path) {

    /** Says early, before anything is transferred, that a file cannot be put there. */
    void check() throws DownloadException {
        Path parent = path.toAbsolutePath().getParent();
        if (path.getFileName() == null || parent == null) {
            throw new DownloadException(Reason.TARGET, path + " names no file");
        }
        if (!Files.isDirectory(parent)) {
            throw new DownloadException(Reason.TARGET, "the directory " + parent + " does not exist");
        }
        if (Files.isSymbolicLink(path)) {
            throw new DownloadException(Reason.TARGET, path + " is a symbolic link; it is not followed");
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new DownloadException(Reason.TARGET, path + " is a directory; name a file in it");
        }
        if (!FilePublisher.isFree(path)) {
            throw exists();
        }
    }

    /** Gives the finished part its final name, unless anything has it. */
    void publish(Path part) throws DownloadException {
        try {
            FilePublisher.publish(part, path);
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DownloadException exists() {
        return new DownloadException(Reason.TARGET, path + " exists already; it is never replaced");
    }

    /** What it means that a file could not be written. */
    DownloadException failed(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
        // Only words tell: "No space left on device", "not enough space on the disk", "Disk quota exceeded".
        String words = reason(e).toLowerCase(Locale.ROOT);
        if (words.contains("space") || words.contains("quota")) {
            return new DownloadException(Reason.NO_SPACE, "there is no space left for " + path, e);
        }
        return new DownloadException(Reason.IO, path + " could not be written", e);
    }

    /** The message of a {@link FileSystemException} names the file, which may be called anything. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException file
                ? Optional.ofNullable(file.getReason()).orElse("")
                : String.valueOf(e.getMessage());
    }
}
