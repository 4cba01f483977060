package io.github.reel4j.queue.worker;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of one worker that the database could not take. Each worker has a file of its own, whose name starts with
 * the configured one, and locks it. So a later worker reads the files of dead workers only. Thread-safe.
 */
final class SpillFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpillFile.class);
    private static final String LOCK = ".lock";
    private static final String RECORDED = ".recorded";

    private final Path base;
    private final Path own;
    private @Nullable FileChannel lock; // guarded by this; held until the worker ends

    /** @param base the configured file; the worker's own one is {@code BASE.WORKER} */
    SpillFile(Path base, String worker) {
        this.base = base;
        this.own = base.resolveSibling(base.getFileName() + "." + worker);
    }

    /** Records a result in the database. */
    @FunctionalInterface
    interface ResultWriter {
        void write(OrderEvent.Submitted result) throws SQLException;
    }

    /** Returns the file of this worker. */
    Path path() {
        return own;
    }

    /** Appends a result durably. */
    synchronized Either<VideoFailure, OrderEvent> append(OrderIntent intent, SubmitOutcome outcome) {
        lockOwn();
        FileJournal journal = FileJournal.at(own);
        Instant now = Instant.now();
        return journal.append(new OrderEvent.Created(now, intent))
                .flatMap(created -> journal.append(new OrderEvent.Submitted(now, intent.order(), outcome)));
    }

    private void lockOwn() {
        if (lock == null) {
            try {
                lock = FileChannel.open(lockOf(own), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (lock.tryLock() == null) {
                    LOG.warn("{} is locked by another process", lockOf(own));
                }
            } catch (IOException | OverlappingFileLockException e) { // only a later worker needs the lock
                LOG.warn("{} cannot be locked: {}", lockOf(own), e.getClass().getName());
            }
        }
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + LOCK);
    }

    /**
     * Passes the results of dead workers to {@code writer}, and marks their files as recorded, so that a person can
     * still read them.
     */
    void recordOthers(ResultWriter writer) throws SQLException {
        for (Path file : others()) {
            try (FileChannel channel =
                            FileChannel.open(lockOf(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock owner = channel.tryLock()) {
                if (owner != null) {
                    record(file, writer);
                    Files.deleteIfExists(lockOf(file));
                }
            } catch (OverlappingFileLockException e) {
                LOG.debug("{} belongs to a worker of this process", file);
            } catch (IOException e) {
                LOG.warn(
                        "{} cannot be read now: {}. The next worker tries again.",
                        file,
                        e.getClass().getName());
            }
        }
    }

    private List<Path> others() {
        List<Path> files = new ArrayList<>();
        Path folder = base.toAbsolutePath().getParent();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                folder,
                each -> each.getFileName().toString().startsWith(base.getFileName() + ".")
                        && !each.toString().endsWith(LOCK)
                        && !each.toString().endsWith(RECORDED))) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            LOG.debug("{} does not exist yet", folder);
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", folder, e.getClass().getName());
        }
        return files;
    }

    private static void record(Path file, ResultWriter writer) throws SQLException, IOException {
        var snapshot = FileJournal.at(file).readAll();
        if (snapshot.isLeft()) {
            LOG.error(
                    "the results of an earlier worker in {} cannot be read: {} Their orders become UNKNOWN and may be"
                            + " billed. Keep the file.",
                    file,
                    snapshot.getLeft().message());
            return;
        }
        for (OrderEvent event : snapshot.get().events()) {
            if (event instanceof OrderEvent.Submitted submitted) {
                writer.write(submitted);
            }
        }
        Files.move(file, file.resolveSibling(file.getFileName() + RECORDED));
    }

    @Override
    public synchronized void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                LOG.debug("{} could not be unlocked", lockOf(own));
            }
        }
    }
}
