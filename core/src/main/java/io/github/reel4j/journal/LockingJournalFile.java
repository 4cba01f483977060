package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines to a journal file. A lock excludes all other threads, class loaders and processes for as long as it
 * takes to write a line. Reads take no lock. Thread-safe.
 */
final class LockingJournalFile {

    /** How long the file system may take to write a line once the lock is held. */
    private static final Duration MAX_DISK_TIME = Duration.ofSeconds(20);

    private static final long MIN_PAUSE_NANOS = 200_000;
    private static final long MAX_PAUSE_NANOS = 3_000_000;

    private final Path file;
    private final Duration lockTimeout;
    private final Duration maxDiskTime;
    private final JournalThread writer;
    private final JournalThread reader;

    LockingJournalFile(Path file, Duration lockTimeout) {
        this(file, lockTimeout, MAX_DISK_TIME);
    }

    LockingJournalFile(Path file, Duration lockTimeout, Duration maxDiskTime) {
        this.file = file;
        this.lockTimeout = lockTimeout;
        this.maxDiskTime = maxDiskTime;
        this.writer = new JournalThread("reel4j-journal-writer");
        this.reader = new JournalThread("reel4j-journal-reader");
    }

    /** An operation that writes the file. */
    interface JournalOperation<T> {

        /** Runs before the lock is taken, to shorten the time under the lock. */
        default void prepare(FileChannel channel) throws IOException {}

        T apply(FileChannel channel) throws IOException;

        /** Returns whether the operation may still run after its caller has got a failure. */
        default boolean runsAfterTimeout() {
            return false;
        }
    }

    /** An operation that reads the file. It calls {@code progress} after each part. */
    interface ReadOperation<T> {
        T apply(FileChannel channel, Runnable progress) throws IOException;
    }

    /** The lock was not released within the timeout, by another program or another part of this one. */
    static final class LockTimeoutException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Runs {@code operation} under the lock.
     *
     * @throws LockTimeoutException if the lock is not released in time
     * @throws JournalThread.UnresponsiveException if the file system does not respond in time
     */
    <T> T write(JournalOperation<T> operation) throws IOException {
        return writer.call(lockTimeout, maxDiskTime, call -> locked(operation, call));
    }

    <T> T read(ReadOperation<T> operation) throws IOException {
        return reader.call(lockTimeout.plus(maxDiskTime), call -> {
            try (JournalFileHandle journal = JournalFileHandle.toRead(file)) {
                return operation.apply(journal.channel(), call::progress);
            }
        });
    }

    private <T> T locked(JournalOperation<T> operation, JournalThread.PendingOperation call) throws IOException {
        while (true) {
            try (JournalFileHandle journal = JournalFileHandle.toWrite(file)) {
                operation.prepare(journal.channel());
                while (true) {
                    Optional<T> done = journal.locked(channel -> {
                        if (call.isAbandoned() && !operation.runsAfterTimeout()) {
                            throw new JournalThread.UnresponsiveException();
                        }
                        return operation.apply(channel);
                    });
                    if (done.isPresent()) {
                        return done.get();
                    }
                    if (call.isLockTimeoutPassed()) {
                        throw new LockTimeoutException();
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MIN_PAUSE_NANOS, MAX_PAUSE_NANOS));
                }
            } catch (JournalFileHandle.ReplacedException e) {
                // try again with the file that the path leads to now
            }
        }
    }
}
