package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
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
public final class FileJournal implements OrderJournal {

    /** Writing a line takes milliseconds: whoever holds the lock for so long does not let go. */
    private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** What is looked through under the lock: some milliseconds. */
    private static final long MAX_LOCKED_BYTES = 1 << 20;

    private final Path file;
    private final LockedJournalFile lockedFile;
    private final JournalFailures failures;
    private final RecentTaskOwners latest = new RecentTaskOwners();

    private FileJournal(Path file, Duration timeout) {
        this.file = file.toAbsolutePath();
        this.lockedFile = new LockedJournalFile(this.file, timeout);
        this.failures = new JournalFailures(this.file);
    }

    /**
     * Nothing is opened yet; the file is created with the first record.
     *
     * @param file in a folder that exists, on a file system that honours locks; a regular file, if it is there
     */
    public static FileJournal at(Path file) {
        return at(file, DEFAULT_LOCK_TIMEOUT);
    }

    static FileJournal at(Path file, Duration timeout) {
        return new FileJournal(file, timeout);
    }

    public Path file() {
        return file;
    }

    /**
     * {@inheritDoc} Whose the task is, is known of the orders in the last 4 MiB of the file, some 5,000, at most 10,000.
     */
    @Override
    public Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
        return withLock(new Appending(file, latest, entry));
    }

    @Override
    public Either<VideoFailure, OrderJournal> ready() {
        return withLock(channel -> {
            String repair = TornWriteRepair.repair(channel);
            if (!repair.isEmpty()) {
                JournalChannel.add(channel, repair);
            }
            return Either.right(this);
        });
    }

    /**
     * Writes down what somebody has found out about an order of unknown fate; nothing is sent, now or later. What it is then is
     * checked under the lock, so that of two who settle an order one is told that the other was first.
     *
     * @param resolved its task is of the same request, and no other order's
     * @return a failure of kind {@link FailureKind#INVALID_REQUEST} if there is no such order, its fate is known, or the task is
     *     that of another request; {@link FailureKind#SUBMISSION_UNKNOWN} if the task is another order's. Nothing is written then
     */
    public Either<VideoFailure, OrderEvent.Resolved> resolve(OrderEvent.Resolved resolved) {
        Either<VideoFailure, Optional<OrderEvent.Resolved>> result;
        do { // the file is looked through without the lock, and what was added meanwhile under it
            result = read(
                            (channel, progress) ->
                                    Optional.of(searchFor(resolved, progress).ended(channel)),
                            Optional.<OrderSearch>empty())
                    .flatMap(search -> search.map(found -> resolve(found, resolved))
                            .orElseGet(() -> checkResolvable(searchFor(resolved, () -> {}), resolved)
                                    .map(Optional::of)));
        } while (result.isRight() && result.get().isEmpty());
        return result.map(Optional::orElseThrow);
    }

    /** Empty if too much was added meanwhile. */
    private Either<VideoFailure, Optional<OrderEvent.Resolved>> resolve(
            OrderSearch search, OrderEvent.Resolved resolved) {
        return withLock(channel -> {
            String repair = TornWriteRepair.repair(channel);
            if (search.left(channel) > MAX_LOCKED_BYTES || search.left(channel) < 0) {
                return Either.right(Optional.empty());
            }
            Either<VideoFailure, OrderEvent.Resolved> result = checkResolvable(search.all(channel), resolved);
            if (result.isRight()) {
                JournalChannel.add(channel, repair + JournalLine.format(resolved) + "\n");
            }
            return result.map(Optional::of);
        });
    }

    /** What {@link #resolve} would answer; nothing is written. */
    public Either<VideoFailure, OrderEvent.Resolved> checkResolvable(OrderEvent.Resolved resolved) {
        return read((channel, progress) -> searchFor(resolved, progress).all(channel), searchFor(resolved, () -> {}))
                .flatMap(search -> checkResolvable(search, resolved));
    }

    private static OrderSearch searchFor(OrderEvent.Resolved resolved, Runnable progress) {
        return new OrderSearch(resolved.order(), resolved.task(), progress);
    }

    private static Either<VideoFailure, OrderEvent.Resolved> checkResolvable(
            OrderSearch search, OrderEvent.Resolved resolved) {
        return ResolutionRules.validate(resolved, search.order(), search.owner())
                .<Either<VideoFailure, OrderEvent.Resolved>>map(Either::left)
                .orElseGet(() -> Either.right(resolved));
    }

    /** One order, however old it is; empty if the file has none of that name. */
    public Either<VideoFailure, Optional<OrderSummary>> find(OrderId order) {
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
    public Either<VideoFailure, JournalSnapshot> read() {
        return read(JournalReader::read, new JournalSnapshot(List.of(), List.of()));
    }

    /** All orders, however many there are: two kilobytes of memory for each. */
    public Either<VideoFailure, JournalSnapshot> readAll() {
        return read(JournalReader::readAll, new JournalSnapshot(List.of(), List.of()));
    }

    private <T> Either<VideoFailure, T> read(LockedJournalFile.ReadOperation<T> reading, T nothing) {
        try {
            return Either.right(lockedFile.read((channel, progress) -> {
                if (!TornWriteRepair.isJournal(channel)) {
                    throw new TornWriteRepair.NotAJournalException();
                }
                return reading.apply(channel, progress);
            }));
        } catch (NoSuchFileException e) {
            return Either.right(nothing);
        } catch (IOException e) {
            return Either.left(failures.notRead(e));
        }
    }

    private <T> Either<VideoFailure, T> withLock(LockedJournalFile.JournalOperation<Either<VideoFailure, T>> work) {
        try {
            return lockedFile.write(work);
        } catch (IOException e) {
            return Either.left(failures.notWritten(e));
        }
    }

    @Override
    public String toString() {
        return "journal " + file;
    }
}
