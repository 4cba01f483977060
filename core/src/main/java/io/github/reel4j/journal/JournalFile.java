package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The bytes of a journal: for its owner alone, and on the disk once they are written. */
final class JournalFile {

    private JournalFile() {}

    /** For reading and writing; a new file outlives a crash of the machine as well. */
    static FileChannel open(Path file) throws IOException {
        try {
            FileChannel created = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    ownerOnly(file));
            keepName(file);
            return created;
        } catch (FileAlreadyExistsException e) {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
    }

    static String text(FileChannel channel) throws IOException {
        return text(channel, 0, channel.size());
    }

    /** The bytes from {@code from} on, up to {@code to} or the end. */
    static String text(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        int read;
        do {
            read = channel.read(bytes, from + bytes.position());
        } while (read > 0);
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }

    /** Adds {@code text} to the end; it is on the disk when this returns. */
    static void add(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes, channel.size());
        }
        channel.force(true);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Where folders cannot be opened, as on Windows, the system keeps names by itself. */
    private static void keepName(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
