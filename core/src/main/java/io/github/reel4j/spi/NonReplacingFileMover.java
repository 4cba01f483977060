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
 * Moves a complete file to its final name without ever replacing a file. If several threads or processes publish to the
 * same name, exactly one succeeds and the others fail.
 *
 * <p>Normally a hard link creates the final name atomically. A file system without hard links has no such operation
 * that also supplies the content. There the publisher creates an empty file under the final name and then replaces it
 * with the complete one. Meanwhile a hidden directory beside it, the claim, holds the complete file, and only the owner
 * of the claim replaces the empty file. If the process dies in between, claim and empty file remain. A publisher that
 * finds them 1 minute later takes them over by renaming the claim, which succeeds only once.
 */
public final class NonReplacingFileMover {

    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private NonReplacingFileMover() {}

    /**
     * Moves {@code complete} to {@code target}.
     *
     * @param complete a file on the same file system as {@code target} that nothing else uses; it stays in place if
     *     this method fails
     * @throws FileAlreadyExistsException if a file, a directory or a symbolic link has the name, or is just being
     *     published
     */
    public static void publish(Path complete, Path target) throws IOException {
        if (!tryLink(complete, target)) {
            publishWithoutLinks(complete, target);
        }
        deleteQuietly(complete);
    }

    /**
     * Returns whether {@link #publish} may succeed: the name is free, or taken only by the remains of a publisher that
     * died.
     */
    public static boolean isFree(Path target) {
        return !Files.exists(target, LinkOption.NOFOLLOW_LINKS) || isAbandonedTarget(target);
    }

    /** Returns false if this file system has no hard links, or if the existing file may be taken over. */
    private static boolean tryLink(Path complete, Path target) throws IOException {
        try {
            Files.createLink(target, complete);
            return true;
        } catch (FileAlreadyExistsException e) {
            // A network file system may have created the link and lost the response.
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
        boolean abandoned = isAbandonedTarget(target);
        if (Files.exists(claim, LinkOption.NOFOLLOW_LINKS)) {
            takeOver(claim, complete, target);
        }
        if (abandoned && isEmpty(target)) {
            // The claim was taken over above, so no other process replaces the empty file.
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

    /** Removes an abandoned claim. Renaming the claim of a live publisher makes that publisher fail. */
    private static void takeOver(Path claim, Path complete, Path target) throws IOException {
        Path takenOver = claim.resolveSibling(".reel4j-" + UUID.randomUUID() + ".claim");
        if (!tryTakeOver(claim, takenOver, complete)) {
            throw new FileAlreadyExistsException(target.toString(), null, "another process is publishing it");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(takenOver)) {
            files.forEach(NonReplacingFileMover::deleteQuietly);
        }
        deleteQuietly(takenOver);
    }

    private static boolean tryTakeOver(Path claim, Path takenOver, Path complete) throws IOException {
        try {
            if (!isAbandoned(claim, complete)) {
                return false;
            }
            Files.move(claim, takenOver, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return false; // the owner has finished, or another process took the claim over
        }
        if (!isAbandoned(takenOver, complete)) { // a new claim has replaced the abandoned one
            Files.move(takenOver, claim, StandardCopyOption.ATOMIC_MOVE);
            return false;
        }
        return true;
    }

    /** Compares file times, which the clock of the file system wrote. If {@code complete} is old, this waits longer. */
    private static boolean isAbandoned(Path claim, Path complete) throws IOException {
        return modified(claim).plus(ABANDONED).isBefore(modified(complete));
    }

    /** Returns whether {@code target} is the empty file that was created together with an existing claim. */
    private static boolean isAbandonedTarget(Path target) {
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
        return target.toAbsolutePath().resolveSibling(".reel4j-" + UUID.nameUUIDFromBytes(name) + ".claim");
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
            // The file does no harm if it stays.
        }
    }
}
