package io.github.reel4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Renames files to unused names. Safe between processes, because the file system creates each name atomically and fails
 * if it exists.
 */
final class UniqueFileRenamer {

    /** The longest file name of common file systems. */
    private static final int MAX_NAME_BYTES = 255;

    private static final int MAX_NUMBER = 10_000;

    private UniqueFileRenamer() {}

    /**
     * Renames {@code file} to {@code wanted}, or else to the first free numbered name.
     *
     * @param file in the same folder
     * @return the new name
     */
    static Path claim(Path file, Path wanted) throws IOException {
        for (int number = 1; number <= MAX_NUMBER; number++) {
            Path name = number == 1 ? wanted : numbered(wanted, number);
            try {
                move(file, name);
                return name;
            } catch (FileAlreadyExistsException e) {
                // try the next number
            }
        }
        throw new FileAlreadyExistsException(wanted.toString(), null, "and so are all numbers");
    }

    /** Creates a hard link, which fails if the name exists. */
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

    /** Reserves the name with an empty file, then replaces that file. For file systems without hard links. */
    static void moveWithoutLinks(Path file, Path name) throws IOException {
        Files.createFile(name);
        try {
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            Files.deleteIfExists(name);
            throw e;
        }
    }

    /** Returns for example {@code kitten-2.mp4} for {@code kitten.mp4}; shortens names that would be too long. */
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
