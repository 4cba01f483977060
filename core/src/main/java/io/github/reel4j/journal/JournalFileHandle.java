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
 * An open journal file. A lock of the system is between processes, and to close any channel of a file releases it; so a channel is
 * closed only under a monitor that all class loaders of this process share, whatever path leads to the file. One thread at a time.
 */
final class JournalFileHandle implements AutoCloseable {

    private final Path file;
    private final String identity;
    private final Object monitor;
    private final FileChannel channel;

    private JournalFileHandle(Path file, String identity, FileChannel channel) {
        this.file = file;
        this.identity = identity;
        this.monitor = ("io.github.reel4j.journal " + identity).intern(); // one for all class loaders
        this.channel = channel;
    }

    /** Another file has the name of the one that is open. */
    static final class ReplacedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static JournalFileHandle toRead(Path file) throws IOException {
        String identity = JournalChannel.identity(file);
        return new JournalFileHandle(file, identity, FileChannel.open(file, StandardOpenOption.READ));
    }

    /**
     * Makes the file if it is not there; only its owner may read it.
     *
     * @throws ReplacedException if another file got its name meanwhile
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
     * Does {@code work} under the lock, and closes the channel.
     *
     * @return empty if the lock is held elsewhere
     * @throws ReplacedException if what is open is no longer the file of that name
     */
    <T> Optional<T> locked(LockedOperation<T> work) throws IOException {
        synchronized (monitor) {
            if (lock() == null) {
                return Optional.empty();
            }
            try (FileChannel closed = channel) {
                checkIdentity();
                return Optional.of(work.apply(closed));
            }
        }
    }

    private @Nullable FileLock lock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // held in this process by code that does not know the monitor
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
