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

/**
 * Reads and writes the bytes of a journal file. Only the owner may read the file, and writes are forced to the disk.
 */
final class JournalChannel {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private JournalChannel() {}

    /** The file cannot be used as a journal. The message continues the file name: what is wrong and what to do. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Returns a text that is equal for 2 paths of one file. Opens nothing, because opening a pipe may block forever.
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

    /** Creates an empty file if none exists. A new file survives a crash of the machine. */
    static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, ownerOnly(file));
            syncDirectory(file);
        } catch (FileAlreadyExistsException e) {
            // another process created it; a dangling link fails when it is opened
        }
    }

    /**
     * Removes the permissions of other users, for example from a file that {@code touch} created.
     *
     * @throws UnusableException if they cannot be removed
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
                    "may be read or written by other users (" + PosixFilePermissions.toString(permissions)
                            + "), and this user may not change its permissions. Let its owner run 'chmod 600' on it, or"
                            + " name another file");
        }
    }

    static String text(FileChannel channel) throws IOException {
        return text(channel, 0, channel.size());
    }

    /**
     * Returns the bytes from {@code from} to {@code to} or the end of the file, as ISO 8859-1. They must fit into
     * memory.
     */
    static String text(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        int read;
        do {
            read = channel.read(bytes, from + bytes.position());
        } while (read > 0);
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }

    /** Appends {@code text} and forces it to the disk. */
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

    /** Forces the file name to the disk. Systems that cannot open folders, such as Windows, do that themselves. */
    private static void syncDirectory(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
