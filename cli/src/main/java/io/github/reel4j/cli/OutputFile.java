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
 * Where the video goes. The place is tried out before money is spent or anything is waited for, and no file that is there is ever
 * touched: the video gets the first free name.
 */
final class OutputFile {

    static final String NOTHING_ORDERED = "Nothing was ordered, nothing was billed.";
    static final String NOTHING_ASKED = "Nothing was asked of the vendor, and what is there stays there.";

    private static final int MAX_NAME_CHARS = 100;

    private final Path folder;
    private final Optional<Path> wanted;
    private final Path displayPath;

    private OutputFile(Path folder, Optional<Path> wanted, Path shown) {
        this.folder = folder;
        this.wanted = wanted;
        this.displayPath = shown;
    }

    /**
     * Tries the place out.
     *
     * @param file where the user wants it, empty for a name made of the task's in the current folder
     * @param fate what a refusal says of the money
     * @throws CliException if nothing can be written there
     */
    static OutputFile of(Optional<Path> file, String fate) {
        try {
            Path folder = file.map(Path::toAbsolutePath)
                    .map(Path::getParent)
                    .orElse(Path.of("").toAbsolutePath());
            tryOut(folder);
            file.ifPresent(OutputFile::check);
            return new OutputFile(folder, file, Path.of(""));
        } catch (UnusableException e) {
            throw e.asCliException(fate);
        }
    }

    /**
     * Tries a folder out for videos that get names made of their tasks'.
     *
     * @throws CliException if nothing can be written there
     */
    static OutputFile in(Optional<Path> folder) {
        try {
            Path place = folder.orElse(Path.of(""));
            tryOut(place.toAbsolutePath());
            return new OutputFile(place.toAbsolutePath(), Optional.empty(), place);
        } catch (UnusableException e) {
            throw e.asCliException(NOTHING_ASKED);
        }
    }

    /** Why nothing can be written there. */
    private static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }

        CliException asCliException(String fate) {
            return new CliException(ExitCodes.USAGE, "OUTPUT  " + getMessage() + "\n  " + fate);
        }
    }

    /** Permissions, quotas and file systems that only look like one are known by writing alone. */
    private static void tryOut(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableException(
                    "the folder " + folder + " does not exist. Create it, or name another place with -o.");
        }
        try {
            OutputProbe.in(folder);
        } catch (IOException e) {
            throw new UnusableException("the folder " + folder + " cannot be written to ("
                    + e.getClass().getSimpleName() + "). Name another place with -o.");
        }
    }

    private static void check(Path file) {
        if (file.getFileName() == null || file.getFileName().toString().isEmpty()) {
            throw new UnusableException("'" + file + "' is not the name of a file.");
        }
        if (isNew(file)) {
            throw new UnusableException(file + " is no name that a file can have there. Name another one with -o.");
        }
        if (Files.isSymbolicLink(file)) {
            throw new UnusableException(file + " is a symbolic link. Name the file itself, or another one, with -o.");
        }
        if (Files.isDirectory(file)) {
            throw new UnusableException(
                    file + " is a folder. Name a file in it, for example -o " + file.resolve("video.mp4") + ".");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw new UnusableException(file + " is not an ordinary file. Name another one with -o.");
        }
    }

    /** Whether the file system cannot even say that there is no such file, because the name is too long, for example. */
    private static boolean isNew(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** What to know beforehand of a name that is taken; empty if it is free, or not known yet. */
    Optional<String> taken() {
        return wanted.filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(file ->
                        file + " is there already and is left alone; the video will be saved beside it, for example as "
                                + UniqueFileName.numbered(file, 2) + ".");
    }

    /** The file for the video of {@code task}, as the user would write it, unless that name is taken. */
    Path target(TaskRef task) {
        return wanted.orElseGet(() -> displayPath.resolve(nameOf(task)));
    }

    /** A name in the same folder that no file has, for the video on its way. */
    Path partial() {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return folder.resolve(".reel-" + unique + ".part");
    }

    /**
     * Gives the video its name: the wanted one, or else the first free one beside it. Of several that end at once each gets its own.
     *
     * @return the name, as the user would write it
     * @throws CliException if it cannot be moved; the video is complete all the same, and the message says where
     */
    Path publish(Path video, TaskRef task) {
        Path target = target(task);
        try {
            return UniqueFileName.claim(video, target);
        } catch (IOException e) {
            throw new CliException(
                    ExitCodes.OTHER,
                    "the video is complete at " + video + ", but it could not be moved to " + target + ": "
                            + e.getClass().getSimpleName() + ". Move it by hand; it is paid for.");
        }
    }

    private static String nameOf(TaskRef task) {
        String safe = task.id().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "");
        String brief = safe.length() > MAX_NAME_CHARS ? safe.substring(0, MAX_NAME_CHARS) : safe;
        return (brief.isEmpty() ? "video" : brief) + ".mp4";
    }
}
