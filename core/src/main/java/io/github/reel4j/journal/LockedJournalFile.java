package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread at a time write to a journal, only for as long as a line takes: the threads of this process, of whatever class loader,
 * and other processes share a journal. Reading takes no lock. Thread-safe.
 */
final class LockedJournalFile {

    /** What the file system may take to write a line once the lock is held. */
    private static final Duration MAX_DISK_TIME = Duration.ofSeconds(20);

    private static final long MIN_PAUSE_NANOS = 200_000;
    private static final long MAX_PAUSE_NANOS = 3_000_000;

    private final Path file;
    private final Duration lockTimeout;
    private final Duration timeout;
    private final JournalThread writing;
    private final JournalThread reading;

    LockedJournalFile(Path file, Duration timeout) {
        this(file, timeout, MAX_DISK_TIME);
    }

    LockedJournalFile(Path file, Duration timeout, Duration slowestDisk) {
        this.file = file;
        this.lockTimeout = timeout;
        this.timeout = timeout.plus(slowestDisk);
        this.writing = new JournalThread("reel4j-journal-writer");
        this.reading = new JournalThread("reel4j-journal-reader");
    }

    /** What is done with the file. */
    interface JournalOperation<T> {

        /** Without the lock, so that little is left to do under it. */
        default void prepare(FileChannel channel) throws IOException {}

        T apply(FileChannel channel) throws IOException;

        /** Whether it is still of use once its caller has been told that it failed. */
        default boolean runsAfterTimeout() {
            return false;
        }
    }

    /** What is read from the file; {@code progress} is called for each part. */
    interface ReadOperation<T> {
        T apply(FileChannel channel, Runnable progress) throws IOException;
    }

    /** Another program, or another part of this one, has not let go of the file. */
    static final class LockTimeoutException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Does {@code work} under the lock.
     *
     * @throws LockTimeoutException if the wait for the lock takes too long
     * @throws JournalThread.UnresponsiveException if the file system does not answer in time
     */
    <T> T write(JournalOperation<T> work) throws IOException {
        CompletableFuture<Boolean> expired = new CompletableFuture<>();
        expired.completeOnTimeout(true, lockTimeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return writing.call(timeout, call -> locked(work, call, expired));
        } finally {
            expired.complete(true); // releases the timer
        }
    }

    <T> T read(ReadOperation<T> work) throws IOException {
        return reading.call(timeout, call -> {
            try (JournalFileHandle journal = JournalFileHandle.toRead(file)) {
                return work.apply(journal.channel(), call::progress);
            }
        });
    }

    private <T> T locked(JournalOperation<T> work, JournalThread.Call call, CompletableFuture<Boolean> expired)
            throws IOException {
        while (true) {
            try (JournalFileHandle journal = JournalFileHandle.toWrite(file)) {
                work.prepare(journal.channel());
                while (true) {
                    Optional<T> done = journal.locked(channel -> {
                        if (call.isAbandoned() && !work.runsAfterTimeout()) {
                            throw new JournalThread.UnresponsiveException();
                        }
                        return work.apply(channel);
                    });
                    if (done.isPresent()) {
                        return done.get();
                    }
                    if (expired.isDone()) {
                        throw new LockTimeoutException();
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MIN_PAUSE_NANOS, MAX_PAUSE_NANOS));
                }
            } catch (JournalFileHandle.ReplacedException e) {
                // another file has its name now
            }
        }
    }
}
