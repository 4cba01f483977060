package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * The file or folder that a video is saved to. It is probed before an order is sent or a task is polled. Existing files
 * are never overwritten: the video gets the first free name.
 */
final class OutputFile {

    static final String NOTHING_ORDERED = "Nothing was ordered, nothing was billed.";
    static final String NOTHING_POLLED = "The vendor was not polled; the task is unchanged.";

    private static final int MAX_NAME_CHARS = 100;

    private final Path folder;
    private final Optional<Path> wanted;
    private final Path displayPath;

    /** @param displayPath the folder as the user wrote it, for names made from task ids */
    private OutputFile(Path folder, Optional<Path> wanted, Path displayPath) {
        this.folder = folder;
        this.wanted = wanted;
        this.displayPath = displayPath;
    }

    /**
     * Probes the folder of a file by writing to it.
     *
     * @param file empty for a name made from the task id, in the current folder
     * @param consequence what the failure message says about the order and the money
     * @throws CliException if the file cannot be written
     */
    static OutputFile of(Optional<Path> file, String consequence) {
        try {
            Path folder = file.map(Path::toAbsolutePath)
                    .map(Path::getParent)
                    .orElse(Path.of("").toAbsolutePath());
            probe(folder);
            file.ifPresent(OutputFile::check);
            return new OutputFile(folder, file, Path.of(""));
        } catch (UnusableException e) {
            throw e.asCliException(consequence);
        }
    }

    /**
     * Probes a folder for videos whose names are made from task ids.
     *
     * @param folder empty for the current folder
     * @throws CliException if the folder cannot be written to
     */
    static OutputFile in(Optional<Path> folder) {
        try {
            Path path = folder.orElse(Path.of(""));
            probe(path.toAbsolutePath());
            return new OutputFile(path.toAbsolutePath(), Optional.empty(), path);
        } catch (UnusableException e) {
            throw e.asCliException(NOTHING_POLLED);
        }
    }

    /** The output file cannot be written; the message says why. */
    private static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }

        CliException asCliException(String consequence) {
            return new CliException(ExitCodes.USAGE, "OUTPUT  " + getMessage() + "\n  " + consequence);
        }
    }

    /** Writes to the folder, because permissions, quotas and virtual file systems show only then. */
    private static void probe(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableException(
                    "the folder " + folder + " does not exist. Create it, or choose another folder with -o.");
        }
        try {
            OutputProbe.in(folder);
        } catch (IOException e) {
            throw new UnusableException("the folder " + folder + " cannot be written to ("
                    + e.getClass().getSimpleName() + "). Make it writable, or choose another folder with -o.");
        }
    }

    private static void check(Path file) {
        if (file.getFileName() == null || file.getFileName().toString().isEmpty()) {
            throw new UnusableException("-o '" + file + "' is not a file name. Choose one, for example -o video.mp4.");
        }
        if (isInvalidName(file)) {
            throw new UnusableException(
                    "-o " + file + " is not a valid file name in this file system. Choose a shorter or simpler name.");
        }
        if (Files.isSymbolicLink(file)) {
            throw new UnusableException(file + " is a symbolic link. Set -o to its target or to another file.");
        }
        if (Files.isDirectory(file)) {
            throw new UnusableException(
                    file + " is a folder. Set a file in it, for example -o " + file.resolve("video.mp4") + ".");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw new UnusableException(
                    file + " is a pipe or a device, not a regular file. Choose another file with -o.");
        }
    }

    /** Whether the file system rejects the name, for example because it is too long. */
    private static boolean isInvalidName(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns a warning if the file exists; empty if it does not, or if its name is not known yet. */
    Optional<String> existsWarning() {
        return wanted.filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(file -> file + " exists and will not be overwritten; the video will be saved beside it, for"
                        + " example as " + UniqueFileRenamer.numbered(file, 2) + ".");
    }

    /** Returns the preferred file for the video of {@code task}, as the user would write it. It may exist already. */
    Path target(TaskRef task) {
        return wanted.orElseGet(() -> displayPath.resolve(nameOf(task)));
    }

    /** Returns an unused temporary file name in the same folder. */
    Path partial() {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return folder.resolve(".reel-" + unique + ".part");
    }

    /**
     * Renames a complete video to {@link #target}, or else to the first free name beside it. Concurrent calls never use
     * the same name.
     *
     * @return the new name, as the user would write it
     * @throws CliException if it cannot be renamed; the message says where the complete video is
     */
    Path publish(Path video, TaskRef task) {
        Path target = target(task);
        try {
            return UniqueFileRenamer.claim(video, target);
        } catch (IOException e) {
            throw new CliException(
                    ExitCodes.OTHER,
                    "the video is complete in " + video + ", but it could not be renamed to " + target + " ("
                            + e.getClass().getSimpleName() + "). Rename it yourself.");
        }
    }

    private static String nameOf(TaskRef task) {
        String safe = task.id().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "");
        String name = safe.length() > MAX_NAME_CHARS ? safe.substring(0, MAX_NAME_CHARS) : safe;
        return (name.isEmpty() ? "video" : name) + ".mp4";
    }
}
