package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the video goes. It is checked before money is spent, and a video that was paid for is never overwritten: a file of the
 * same name is kept under the first free name.
 */
final class OutputFile {

    private static final int LONGEST_NAME = 100;

    private final Path folder;
    private final Optional<Path> wanted;
    private final Path shown;

    private OutputFile(Path folder, Optional<Path> wanted, Path shown) {
        this.folder = folder;
        this.wanted = wanted;
        this.shown = shown;
    }

    /**
     * Checks the place.
     *
     * @param file where the user wants it, empty for a name made of the task's in the current folder
     * @throws RefusedException if nothing can be written there
     */
    static OutputFile of(Optional<Path> file) {
        Path folder = file.map(Path::toAbsolutePath)
                .map(Path::getParent)
                .orElse(Path.of("").toAbsolutePath());
        if (!Files.isDirectory(folder)) {
            throw refused("the folder " + folder + " does not exist. Create it, or name another place with -o.");
        }
        if (!Files.isWritable(folder)) {
            throw refused("the folder " + folder + " cannot be written to. Name another place with -o.");
        }
        file.ifPresent(OutputFile::check);
        return new OutputFile(folder, file, Path.of(""));
    }

    /**
     * Checks a folder for videos that get names made of their tasks'.
     *
     * @throws RefusedException if nothing can be written there
     */
    static OutputFile in(Optional<Path> folder) {
        Path place = folder.orElse(Path.of(""));
        return new OutputFile(of(Optional.of(place.resolve("video.mp4"))).folder, Optional.empty(), place);
    }

    private static void check(Path file) {
        if (file.getFileName() == null || file.getFileName().toString().isEmpty()) {
            throw refused("'" + file + "' is not the name of a file.");
        }
        if (isUnheardOf(file)) {
            throw refused(file + " is no name that a file can have there. Name another one with -o.");
        }
        if (Files.isSymbolicLink(file)) {
            throw refused(file + " is a symbolic link. Name the file itself, or another one, with -o.");
        }
        if (Files.isDirectory(file)) {
            throw refused(file + " is a folder. Name a file in it, for example -o " + file.resolve("video.mp4") + ".");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw refused(file + " is not an ordinary file. Name another one with -o.");
        }
    }

    /** Whether the file system cannot even say that there is no such file, because the name is too long, for example. */
    private static boolean isUnheardOf(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The file for the video of {@code task}, as the user would write it. */
    Path target(TaskRef task) {
        return wanted.orElseGet(() -> shown.resolve(nameOf(task)));
    }

    /** A name in the same folder that no file has, for the video on its way. */
    Path partial(TaskRef task) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return folder.resolve(".reel-" + unique + ".part");
    }

    /**
     * Gives the video its name.
     *
     * @return the new name of the file that had it before, if there was one
     * @throws RefusedException if it cannot be moved; the video is complete all the same, and the message says where
     */
    Optional<Path> moveIn(Path video, TaskRef task) {
        Path target = target(task);
        try {
            Optional<Path> kept = keep(target);
            Files.move(video, target);
            return kept;
        } catch (IOException e) {
            throw new RefusedException(
                    ExitCodes.OTHER,
                    "the video is complete at " + video + ", but it could not be moved to " + target + ": "
                            + e.getClass().getSimpleName() + ". Move it by hand; it is paid for.");
        }
    }

    private static Optional<Path> keep(Path target) throws IOException {
        for (int number = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); number++) {
            Path free = numbered(target, number);
            if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return Optional.of(Files.move(target, free));
                } catch (FileAlreadyExistsException e) {
                    // taken in the meantime: the next number, then
                }
            }
        }
        return Optional.empty();
    }

    private static Path numbered(Path file, int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(
                dot <= 0 ? name + "." + number : name.substring(0, dot) + "." + number + name.substring(dot));
    }

    private static String nameOf(TaskRef task) {
        String safe = task.id().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "");
        String brief = safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
        return (brief.isEmpty() ? "video" : brief) + ".mp4";
    }

    private static RefusedException refused(String why) {
        return new RefusedException(ExitCodes.USAGE, "OUTPUT  " + why + "\n  Nothing was ordered, nothing was billed.");
    }
}
