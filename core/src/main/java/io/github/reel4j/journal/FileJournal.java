package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskJournal;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A journal in one file that only grows: a line for each record, with a check sum, on the disk before {@link #append} returns. After
 * a crash at any moment every line that was ever acknowledged can be read. Lines that cannot be read are told by their number, and
 * never changed. Programs may share a file: each locks it for as long as it takes to write a line. It holds no key, prompt or address,
 * but the names of the files that videos were put in; only its owner may read it. Thread-safe.
 */
public final class FileJournal implements TaskJournal {

    /** Writing a line takes milliseconds: whoever holds the lock for so long does not let go. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final OneWriter writer;

    private FileJournal(Path file, Duration patience) {
        this.file = file.toAbsolutePath();
        this.writer = new OneWriter(this.file, patience);
    }

    /**
     * Nothing is opened yet; the file is created with the first record.
     *
     * @param file in a folder that exists, on a file system that honours locks
     */
    public static FileJournal at(Path file) {
        return at(file, PATIENCE);
    }

    static FileJournal at(Path file, Duration patience) {
        return new FileJournal(file, patience);
    }

    public Path file() {
        return file;
    }

    @Override
    public Either<VideoFailure, OrderRecord> append(OrderRecord entry) {
        String line = JournalLine.print(entry) + "\n";
        return written(channel -> {
            JournalFile.add(channel, repair(channel) + line);
            return Either.right(entry);
        });
    }

    @Override
    public Either<VideoFailure, TaskJournal> ready() {
        return written(channel -> {
            String repair = repair(channel);
            if (!repair.isEmpty()) {
                JournalFile.add(channel, repair);
            }
            return Either.right(this);
        });
    }

    /**
     * Writes down what somebody has found out about an order of unknown fate; nothing is sent, now or later. What it is then is
     * checked under the lock, so that of two who settle an order one is told that the other was first.
     *
     * @param settled its task is of the same request, and no other order's
     * @return a failure of kind {@link FailureKind#INVALID_REQUEST} if there is no such order, its fate is known, or the task is
     *     that of another request; {@link FailureKind#SUBMISSION_UNKNOWN} if the task is another order's. Nothing is written then
     */
    public Either<VideoFailure, OrderRecord.Settled> settle(OrderRecord.Settled settled) {
        return read().flatMap(reading -> settleable(reading, settled))
                .flatMap(seen -> written(channel -> {
                    String repair = repair(channel);
                    Either<VideoFailure, OrderRecord.Settled> still =
                            settleable(JournalReading.of(JournalFile.text(channel)), settled);
                    if (still.isRight()) {
                        JournalFile.add(channel, repair + JournalLine.print(settled) + "\n");
                    }
                    return still;
                }));
    }

    private static Either<VideoFailure, OrderRecord.Settled> settleable(
            JournalReading reading, OrderRecord.Settled settled) {
        return reading.obstacleTo(settled)
                .<Either<VideoFailure, OrderRecord.Settled>>map(Either::left)
                .orElseGet(() -> Either.right(settled));
    }

    /** All that is in the file; nothing, if there is none yet. */
    public Either<VideoFailure, JournalReading> read() {
        try {
            String text = writer.read(JournalFile::text);
            return Tail.isJournal(text) ? Either.right(JournalReading.of(text)) : Either.left(foreign());
        } catch (NoSuchFileException e) {
            return Either.right(new JournalReading(List.of(), List.of()));
        } catch (IOException e) {
            return Either.left(failure(
                    " cannot be read: " + reason(e) + ". Make it readable for this user, or name another journal."));
        }
    }

    private <T> Either<VideoFailure, T> written(OneWriter.Work<Either<VideoFailure, T>> work) {
        try {
            return writer.write(work);
        } catch (ForeignFileException e) {
            return Either.left(foreign());
        } catch (OneWriter.HeldException e) {
            return Either.left(failure(" is locked by another program and was not let go in time. End that program, or"
                    + " name another journal."));
        } catch (IOException e) {
            return Either.left(failure(" cannot be written: " + reason(e)
                    + ". Make room, make it and its folder writable for this user, or name another journal."));
        }
    }

    /** The file is somebody else's. */
    private static final class ForeignFileException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** All but the rare crash is told by the last byte. */
    private static String repair(FileChannel channel) throws IOException {
        long size = channel.size();
        boolean whole = JournalFile.text(channel, 0, Tail.HEADER.length()).equals(Tail.HEADER)
                && JournalFile.text(channel, size - 1, size).equals("\n");
        if (whole) {
            return "";
        }
        String text = JournalFile.text(channel);
        if (!Tail.isJournal(text)) {
            throw new ForeignFileException();
        }
        return Tail.repair(text);
    }

    private VideoFailure foreign() {
        return failure(
                " is not a journal of reel4j: its first line is another. It is left as it is; name another file.");
    }

    private VideoFailure failure(String what) {
        return VideoFailure.of(FailureKind.JOURNAL_FAILED, "the journal " + file + what);
    }

    private static String reason(IOException problem) {
        String said = problem instanceof FileSystemException e ? e.getReason() : problem.getMessage();
        return problem.getClass().getSimpleName() + (said == null ? "" : ", " + said);
    }

    @Override
    public String toString() {
        return "journal " + file;
    }
}
