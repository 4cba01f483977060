package io.github.reel4j.spi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Gives a complete file its final name. The name is taken in one step that fails if anything has it, so that of any number of threads
 * and processes that want the same name one gets it and the others fail; nothing is ever replaced.
 *
 * <p>A hard link is such a step. A file system without hard links has none that also brings the content: there the name is taken by
 * creating an empty file, which the complete one then replaces. Meanwhile a hidden directory beside it, the claim, holds the complete
 * file, and only who moves the file out of the claim replaces the empty one. A process that dies in between leaves both. Whoever publishes
 * to the same name a minute later or more takes them over by renaming the claim, which only one can do.
 */
public final class FilePublisher {

    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private FilePublisher() {}

    /**
     * Publishes {@code complete}, which then has no other name.
     *
     * @param complete on the same file system as {@code target}, and used by nobody else; it stays where it is if this fails
     * @throws FileAlreadyExistsException if a file, a directory or a symbolic link has the name, or is just getting it
     */
    public static void publish(Path complete, Path target) throws IOException {
        if (!isLinked(complete, target)) {
            publishWithoutLinks(complete, target);
        }
        deleteQuietly(complete);
    }

    /** Whether {@link #publish} may succeed: nothing has the name, or only what a process left that died while it published. */
    public static boolean isFree(Path target) {
        return !Files.exists(target, LinkOption.NOFOLLOW_LINKS) || isLeft(target);
    }

    /** False if this file system has no hard links, or what is there may be taken over. */
    private static boolean isLinked(Path complete, Path target) throws IOException {
        try {
            Files.createLink(target, complete);
            return true;
        } catch (FileAlreadyExistsException e) {
            // A network file system may have made the link and lost its own answer.
            if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(complete, target)) {
                return true;
            }
            if (!isFree(target)) {
                throw e;
            }
            return false;
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static void publishWithoutLinks(Path complete, Path target) throws IOException {
        Path claim = claim(target);
        boolean left = isLeft(target);
        if (Files.exists(claim, LinkOption.NOFOLLOW_LINKS)) {
            takeOver(claim, complete, target);
        }
        if (left && isEmpty(target)) {
            // Nobody else replaces it: the claim that went with it is gone.
            move(complete, target);
            return;
        }
        Files.createDirectory(claim);
        Path claimed = claim.resolve(UUID.randomUUID().toString());
        boolean created = false;
        boolean published = false;
        try {
            move(complete, claimed);
            Files.createFile(target);
            created = true;
            move(claimed, target);
            published = true;
        } finally {
            if (!published && movedBack(claimed, complete) && created) {
                deleteQuietly(target);
            }
            deleteQuietly(claim);
        }
    }

    /** Removes a claim that its owner left; one that was renamed while its owner lives keeps the owner from publishing. */
    private static void takeOver(Path claim, Path complete, Path target) throws IOException {
        Path mine = claim.resolveSibling(".reel4j-" + UUID.randomUUID() + ".tryStart");
        if (!isTakenOver(claim, mine, complete)) {
            throw new FileAlreadyExistsException(target.toString(), null, "it is being published just now");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(mine)) {
            files.forEach(FilePublisher::deleteQuietly);
        }
        deleteQuietly(mine);
    }

    private static boolean isTakenOver(Path claim, Path mine, Path complete) throws IOException {
        try {
            if (!isAbandoned(claim, complete)) {
                return false;
            }
            Files.move(claim, mine, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return false; // its owner is done, or somebody else took it over
        }
        if (!isAbandoned(mine, complete)) { // another one since it was looked at
            Files.move(mine, claim, StandardCopyOption.ATOMIC_MOVE);
            return false;
        }
        return true;
    }

    /** By the clock of the file system, which wrote both times; a file that was complete long ago only makes it wait longer. */
    private static boolean isAbandoned(Path claim, Path complete) throws IOException {
        return modified(claim).plus(ABANDONED).isBefore(modified(complete));
    }

    /** Whether an empty file was created together with a claim that is there still; any other empty file is somebody's. */
    private static boolean isLeft(Path target) {
        try {
            Duration between = Duration.between(modified(claim(target)), modified(target));
            return isEmpty(target) && between.abs().compareTo(ABANDONED) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static Path claim(Path target) {
        byte[] name = target.toAbsolutePath().getFileName().toString().getBytes(StandardCharsets.UTF_8);
        return target.toAbsolutePath().resolveSibling(".reel4j-" + UUID.nameUUIDFromBytes(name) + ".tryStart");
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean movedBack(Path claimed, Path complete) {
        try {
            move(claimed, complete);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Of no more use, and in nobody's way.
        }
    }
}
