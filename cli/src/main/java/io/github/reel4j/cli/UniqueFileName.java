package io.github.reel4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Gives files names that no other file has. Of several processes that want a name one gets it, for the system creates the name only
 * if it is not there; nothing is looked at first and replaced later.
 */
final class UniqueFileName {

    /** What file systems take as the name of one file, in bytes. */
    private static final int MAX_NAME_BYTES = 255;

    private static final int MAX_NUMBER = 10_000;

    private UniqueFileName() {}

    /**
     * Moves {@code file} to {@code wanted}, or to the first numbered name beside it that is free.
     *
     * @param file in the same folder
     * @return where it is now
     */
    static Path claim(Path file, Path wanted) throws IOException {
        for (int number = 1; number <= MAX_NUMBER; number++) {
            Path name = number == 1 ? wanted : numbered(wanted, number);
            try {
                move(file, name);
                return name;
            } catch (FileAlreadyExistsException e) {
                // another file has it: the next number, then
            }
        }
        throw new FileAlreadyExistsException(wanted.toString(), null, "and so are all numbers");
    }

    /** A link fails if the name is taken. */
    private static void move(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            moveWithoutLinks(file, name);
            return;
        }
        Files.deleteIfExists(file);
    }

    /** Where there are no links, an empty file holds the name until the video replaces it. */
    static void moveWithoutLinks(Path file, Path name) throws IOException {
        Files.createFile(name);
        try {
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            Files.deleteIfExists(name);
            throw e;
        }
    }

    /** {@code kitten-2.mp4} for {@code kitten.mp4}; names that would be too long are cut. */
    static Path numbered(Path file, int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot <= 0 ? name : name.substring(0, dot);
        String end = "-" + number + (dot <= 0 ? "" : name.substring(dot));
        while (bytes(stem + end) > MAX_NAME_BYTES && stem.codePointCount(0, stem.length()) > 1) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return file.resolveSibling(stem + end);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
