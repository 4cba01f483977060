package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskJournal;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A journal in one file that only grows: a line for each record, with a check sum, on the disk before {@link #append} returns. After
 * a crash at any moment every line that was ever acknowledged can be read. Lines that cannot be read are told by their number, and
 * never changed. Programs may share a file, and so may the class loaders of one: each locks it for as long as it takes to write a line.
 * It holds no key, prompt or address, but the names of the files that videos were put in; only its owner may read it. Thread-safe.
 */
public final class FileJournal implements TaskJournal {

    /** Writing a line takes milliseconds: whoever holds the lock for so long does not let go. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is looked through under the lock: some milliseconds. */
    private static final long MAX_LOCKED_BYTES = 1 << 20;

    private final Path file;
    private final OneWriter writer;
    private final JournalFailures failures;
    private final LatestTasks latest = new LatestTasks();

    private FileJournal(Path file, Duration patience) {
        this.file = file.toAbsolutePath();
        this.writer = new OneWriter(this.file, patience);
        this.failures = new JournalFailures(this.file);
    }

    /**
     * Nothing is opened yet; the file is created with the first record.
     *
     * @param file in a folder that exists, on a file system that honours locks; a regular file, if it is there
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

    /**
     * {@inheritDoc} Whose the task is, is known of the orders in the last 4 MiB of the file, some 5,000, at most 10,000.
     */
    @Override
    public Either<VideoFailure, OrderRecord> append(OrderRecord entry) {
        return written(new Appending(file, latest, entry));
    }

    @Override
    public Either<VideoFailure, TaskJournal> ready() {
        return written(channel -> {
            String repair = Tail.repair(channel);
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
        Either<VideoFailure, Optional<OrderRecord.Settled>> answer;
        do { // the file is looked through without the lock, and what was added meanwhile under it
            answer = read(
                            (channel, progress) ->
                                    Optional.of(searchFor(settled, progress).ended(channel)),
                            Optional.<OrderSearch>empty())
                    .flatMap(search -> search.map(found -> settle(found, settled))
                            .orElseGet(() -> settleable(searchFor(settled, () -> {}), settled)
                                    .map(Optional::of)));
        } while (answer.isRight() && answer.get().isEmpty());
        return answer.map(Optional::orElseThrow);
    }

    /** Empty if too much was added meanwhile. */
    private Either<VideoFailure, Optional<OrderRecord.Settled>> settle(
            OrderSearch search, OrderRecord.Settled settled) {
        return written(channel -> {
            String repair = Tail.repair(channel);
            if (search.left(channel) > MAX_LOCKED_BYTES || search.left(channel) < 0) {
                return Either.right(Optional.empty());
            }
            Either<VideoFailure, OrderRecord.Settled> answer = settleable(search.all(channel), settled);
            if (answer.isRight()) {
                JournalFile.add(channel, repair + JournalLine.print(settled) + "\n");
            }
            return answer.map(Optional::of);
        });
    }

    /** What {@link #settle} would answer; nothing is written. */
    public Either<VideoFailure, OrderRecord.Settled> settleable(OrderRecord.Settled settled) {
        return read((channel, progress) -> searchFor(settled, progress).all(channel), searchFor(settled, () -> {}))
                .flatMap(search -> settleable(search, settled));
    }

    private static OrderSearch searchFor(OrderRecord.Settled settled, Runnable progress) {
        return new OrderSearch(settled.order(), settled.task(), progress);
    }

    private static Either<VideoFailure, OrderRecord.Settled> settleable(
            OrderSearch search, OrderRecord.Settled settled) {
        return Settling.obstacle(settled, search.order(), search.owner())
                .<Either<VideoFailure, OrderRecord.Settled>>map(Either::left)
                .orElseGet(() -> Either.right(settled));
    }

    /** One order, however old it is; empty if the file has none of that name. */
    public Either<VideoFailure, Optional<JournaledOrder>> find(OrderId order) {
        return read(
                (channel, progress) -> new OrderSearch(order, Optional.empty(), progress)
                        .all(channel)
                        .order(),
                Optional.empty());
    }

    /**
     * All orders that are open, and the latest of the others; each order that is left out takes some 100 bytes of memory while the
     * file is read. Of a file up to 16 MiB, all orders. Nothing, if there is no file yet.
     */
    public Either<VideoFailure, JournalReading> read() {
        return read(JournalReader::read, new JournalReading(List.of(), List.of()));
    }

    /** All orders, however many there are: two kilobytes of memory for each. */
    public Either<VideoFailure, JournalReading> readAll() {
        return read(JournalReader::readAll, new JournalReading(List.of(), List.of()));
    }

    private <T> Either<VideoFailure, T> read(OneWriter.Reading<T> reading, T nothing) {
        try {
            return Either.right(writer.read((channel, progress) -> {
                if (!Tail.isJournal(channel)) {
                    throw new Tail.ForeignFileException();
                }
                return reading.of(channel, progress);
            }));
        } catch (NoSuchFileException e) {
            return Either.right(nothing);
        } catch (IOException e) {
            return Either.left(failures.unread(e));
        }
    }

    private <T> Either<VideoFailure, T> written(OneWriter.Work<Either<VideoFailure, T>> work) {
        try {
            return writer.write(work);
        } catch (IOException e) {
            return Either.left(failures.unwritten(e));
        }
    }

    @Override
    public String toString() {
        return "journal " + file;
    }
}
