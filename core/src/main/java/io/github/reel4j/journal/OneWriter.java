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
final class OneWriter {

    /** What the file system may take to write a line once the lock is held. */
    private static final Duration SLOWEST_DISK = Duration.ofSeconds(20);

    private static final long MIN_PAUSE_NANOS = 200_000;
    private static final long MAX_PAUSE_NANOS = 3_000_000;

    private final Path file;
    private final Duration patience;
    private final Duration timeout;
    private final JournalThread writing;
    private final JournalThread reading;

    OneWriter(Path file, Duration patience) {
        this(file, patience, SLOWEST_DISK);
    }

    OneWriter(Path file, Duration patience, Duration slowestDisk) {
        this.file = file;
        this.patience = patience;
        this.timeout = patience.plus(slowestDisk);
        this.writing = new JournalThread("reel4j-journal-writer");
        this.reading = new JournalThread("reel4j-journal-reader");
    }

    /** What is done with the file. */
    interface Work<T> {

        /** Without the lock, so that little is left to do under it. */
        default void prepare(FileChannel channel) throws IOException {}

        T with(FileChannel channel) throws IOException;

        /** Whether it is still of use once its caller has been told that it failed. */
        default boolean isWantedLate() {
            return false;
        }
    }

    /** What is read from the file; {@code progress} is called for each part. */
    interface Reading<T> {
        T of(FileChannel channel, Runnable progress) throws IOException;
    }

    /** Another program, or another part of this one, has not let go of the file. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Does {@code work} under the lock.
     *
     * @throws HeldException if the wait for the lock takes too long
     * @throws JournalThread.UnresponsiveException if the file system does not answer in time
     */
    <T> T write(Work<T> work) throws IOException {
        CompletableFuture<Boolean> expired = new CompletableFuture<>();
        expired.completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return writing.call(timeout, call -> locked(work, call, expired));
        } finally {
            expired.complete(true); // releases the timer
        }
    }

    <T> T read(Reading<T> work) throws IOException {
        return reading.call(timeout, call -> {
            try (OpenJournal journal = OpenJournal.toRead(file)) {
                return work.of(journal.channel(), call::progress);
            }
        });
    }

    private <T> T locked(Work<T> work, JournalThread.Call call, CompletableFuture<Boolean> expired) throws IOException {
        while (true) {
            try (OpenJournal journal = OpenJournal.toWrite(file)) {
                work.prepare(journal.channel());
                while (true) {
                    Optional<T> done = journal.locked(channel -> {
                        if (call.isAbandoned() && !work.isWantedLate()) {
                            throw new JournalThread.UnresponsiveException();
                        }
                        return work.with(channel);
                    });
                    if (done.isPresent()) {
                        return done.get();
                    }
                    if (expired.isDone()) {
                        throw new HeldException();
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MIN_PAUSE_NANOS, MAX_PAUSE_NANOS));
                }
            } catch (OpenJournal.ReplacedException e) {
                // another file has its name now
            }
        }
    }
}
