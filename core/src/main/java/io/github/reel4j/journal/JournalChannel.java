package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The bytes of a journal: for its owner alone, and on the disk once they are written. */
final class JournalChannel {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private JournalChannel() {}

    /** The file cannot be a journal; the message says why, and what to do. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Tells whether two paths lead to one file. Nothing is opened: to open a pipe may take for ever.
     *
     * @throws UnusableException if it is not a regular file
     */
    static String identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new UnusableException(
                    attributes.isDirectory()
                            ? "is a folder, not a regular file. Name a file in it"
                            : "is a pipe or a device, not a regular file. Name another file");
        }
        Object key = attributes.fileKey();
        return key == null ? file.toRealPath().toString() : key.toString();
    }

    /** Makes an empty file, unless there is one; a new file outlives a crash of the machine as well. */
    static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, ownerOnly(file));
            syncDirectory(file);
        } catch (FileAlreadyExistsException e) {
            // another was first; a link that leads nowhere is told when it is opened
        }
    }

    /**
     * Takes the rights of others away, as those of a file that {@code touch} made.
     *
     * @throws UnusableException if they cannot be taken away
     */
    static void protect(Path file) throws IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().allMatch(each -> each.name().startsWith("OWNER_"))) {
            return;
        }
        try {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        } catch (IOException e) {
            throw new UnusableException(
                    "may be read or written by others (" + PosixFilePermissions.toString(permissions)
                            + "), and this user may not change that. Let its owner run 'chmod 600' on it, or name another file");
        }
    }

    static String text(FileChannel channel) throws IOException {
        return text(channel, 0, channel.size());
    }

    /** The bytes from {@code from} on, up to {@code to} or the end; a part that fits into memory. */
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
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Where folders cannot be opened, as on Windows, the system keeps names by itself. */
    private static void syncDirectory(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
