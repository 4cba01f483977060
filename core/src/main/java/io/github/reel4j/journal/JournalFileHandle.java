package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open journal file. The lock of the operating system excludes other processes only. Closing any channel of the file
 * in this process releases that lock. Therefore channels are closed only under a monitor that all class loaders of this
 * process share. Not thread-safe.
 */
final class JournalFileHandle implements AutoCloseable {

    private final Path file;
    private final String identity;
    private final Object monitor;
    private final FileChannel channel;

    private JournalFileHandle(Path file, String identity, FileChannel channel) {
        this.file = file;
        this.identity = identity;
        this.monitor = ("io.github.reel4j.journal " + identity).intern(); // interned: one object for all class loaders
        this.channel = channel;
    }

    /** The path now leads to another file than the open one. */
    static final class ReplacedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Opens the file for reading. */
    static JournalFileHandle toRead(Path file) throws IOException {
        String identity = JournalChannel.identity(file);
        return new JournalFileHandle(file, identity, FileChannel.open(file, StandardOpenOption.READ));
    }

    /**
     * Opens the file for writing. Creates it if it does not exist, and removes the permissions of other users.
     *
     * @throws ReplacedException if the path came to lead to another file meanwhile
     */
    static JournalFileHandle toWrite(Path file) throws IOException {
        JournalChannel.create(file);
        String before = JournalChannel.identity(file);
        JournalFileHandle journal = new JournalFileHandle(
                file, before, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            journal.checkIdentity();
            JournalChannel.protect(file);
            return journal;
        } catch (IOException e) {
            journal.close();
            throw e;
        }
    }

    private void checkIdentity() throws IOException {
        if (!identity.equals(JournalChannel.identity(file))) {
            throw new ReplacedException();
        }
    }

    FileChannel channel() {
        return channel;
    }

    interface LockedOperation<T> {
        T apply(FileChannel channel) throws IOException;
    }

    /**
     * Runs {@code operation} under the lock, and closes the channel.
     *
     * @return empty if the lock is held elsewhere; the channel stays open then
     * @throws ReplacedException if the path now leads to another file
     */
    <T> Optional<T> locked(LockedOperation<T> operation) throws IOException {
        synchronized (monitor) {
            if (lock() == null) {
                return Optional.empty();
            }
            try (FileChannel closed = channel) {
                checkIdentity();
                return Optional.of(operation.apply(closed));
            }
        }
    }

    private @Nullable FileLock lock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // held in this process by code that does not use the monitor
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (monitor) {
            channel.close();
        }
    }
}
