package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets one thread of one process at a time write to a journal, only for as long as a line takes: several programs may share one. An
 * interrupt waits until the line is written. Thread-safe.
 */
final class OneWriter {

    /** Locks of the system are between processes, and closing any channel of a file gives them back. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final Duration patience;

    OneWriter(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** What is done with the file. */
    interface Work<T> {
        T with(FileChannel channel) throws IOException;
    }

    /** Another process has not let go of the file. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** @throws HeldException if the wait for the lock takes too long */
    <T> T write(Work<T> work) throws IOException {
        return uninterrupted(() -> {
            try (FileChannel channel = JournalFile.open(file)) {
                lock(channel);
                return work.with(channel);
            }
        });
    }

    <T> T read(Work<T> work) throws IOException {
        return uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(file)) {
                return work.with(channel);
            }
        });
    }

    private interface Attempt<T> {
        T make() throws IOException;
    }

    private static <T> T uninterrupted(Attempt<T> attempt) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    synchronized (IN_THIS_PROCESS) {
                        return attempt.make();
                    }
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The channel's end gives it back. */
    private void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                lockInTime(channel);
            }
        } catch (OverlappingFileLockException e) {
            throw new HeldException();
        }
    }

    /** The alarm has a thread that no program keeps busy; the common pool's may all be, and on a small machine there is one. */
    private void lockInTime(FileChannel channel) throws IOException {
        CompletableFuture<Void> alarm = CompletableFuture.runAsync(
                () -> close(channel),
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
        try {
            channel.lock();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (AsynchronousCloseException e) {
            throw new HeldException();
        } finally {
            alarm.cancel(false);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // whoever waits for the lock is told of the wait
        }
    }
}
