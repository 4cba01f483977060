package io.github.reel4j.journal;

import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An append-only order journal in one file. Each event is one line with a checksum, and is on the disk when
 * {@link #append} returns; a crash at any moment loses no line that was acknowledged. Lines that cannot be read are
 * reported by number and never changed. Several programs may share a file, and several class loaders of one program:
 * each locks the file for as long as it takes to write a line. The file contains no keys, prompts or URLs, but the
 * paths of downloaded videos. Only its owner may read it. Thread-safe.
 */
public final class FileJournal implements OrderJournal {

    /** Writing a line takes milliseconds, so a lock that is held for this long is not going to be released. */
    private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** How much may be scanned while the lock is held; takes some milliseconds. */
    private static final long MAX_LOCKED_BYTES = 1 << 20;

    private final Path file;
    private final LockingJournalFile lockedFile;
    private final JournalFailures failures;
    private final RecentTaskOwners recentOwners = new RecentTaskOwners();
    private final OrderAdmission admission;

    private FileJournal(Path file, Duration timeout) {
        this.file = file.toAbsolutePath();
        this.lockedFile = new LockingJournalFile(this.file, timeout);
        this.failures = new JournalFailures(this.file);
        this.admission = new OrderAdmission(this.file, failures);
    }

    /**
     * Returns a journal in {@code file}. Opens nothing; the file is created when the first event is appended.
     *
     * @param file a regular file, or no file, in an existing folder on a file system that supports locks
     */
    public static FileJournal at(Path file) {
        return at(file, DEFAULT_LOCK_TIMEOUT);
    }

    static FileJournal at(Path file, Duration lockTimeout) {
        return new FileJournal(file, lockTimeout);
    }

    /** Returns the absolute path of the file. */
    public Path file() {
        return file;
    }

    /**
     * {@inheritDoc} A task that already belongs to another order is detected among the orders in the last 4 MiB of the
     * file: about 5,000, at most 10,000.
     */
    @Override
    public Either<VideoFailure, OrderEvent> append(OrderEvent event) {
        return withLock(new AppendOperation(file, recentOwners, event));
    }

    /**
     * {@inheritDoc} The first call reads the whole file, without the lock; later calls read what was added. The keys
     * take about 100 bytes of memory for each order that has one, for as long as this object is used;
     * a spend limit takes about 200 bytes for each order in its window.
     *
     * @return a failure of kind {@link FailureKind#JOURNAL_FAILED} also if a line is damaged or of a newer version, so
     *     that it may hide an order with the key or in the window
     */
    @Override
    public Either<VideoFailure, AdmissionResult> admit(OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        while (true) {
            Either<VideoFailure, Optional<AdmissionResult>> result = withLock(admission.operation(created, rules));
            if (result.isLeft() || result.get().isPresent()) {
                return result.map(Optional::orElseThrow);
            }
            if (Thread.currentThread().isInterrupted()) { // the client no longer waits, so nothing may be recorded
                return Either.left(failures.notWritten(new InterruptedIOException()));
            }
            Either<VideoFailure, Boolean> caughtUp = read( // without the lock, because there is much to read
                    (channel, progress) -> {
                        admission.catchUp(created, rules, channel, progress);
                        return true;
                    },
                    true);
            if (caughtUp.isLeft()) {
                return Either.left(caughtUp.getLeft());
            }
        }
    }

    /** {@inheritDoc} Reads the file as {@link #admit} does. A file that does not exist has no orders. */
    @Override
    public Either<VideoFailure, AdmissionResult> checkAdmission(
            OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        Either<VideoFailure, Optional<AdmissionResult>> none = Either.right(Optional.empty());
        return read((channel, progress) -> admission.check(created, rules, channel, progress), none)
                .flatMap(result -> result.map(rejection -> rejection.orElse(new AdmissionResult.Admitted(created))));
    }

    /** {@inheritDoc} Reads the file as {@link #admit} does. A file that does not exist has no keys. */
    @Override
    public Either<VideoFailure, Optional<KeyedOrder>> findByKey(OrderKey key) {
        return read((channel, progress) -> admission.find(key, channel, progress), Optional.empty());
    }

    @Override
    public Either<VideoFailure, OrderJournal> ready() {
        return withLock(channel -> {
            String repair = JournalFileCheck.repair(channel);
            if (!repair.isEmpty()) {
                JournalChannel.add(channel, repair);
            }
            return Either.right(this);
        });
    }

    /**
     * Records the outcome of an order in state {@link OrderState#UNKNOWN}. Nothing is sent. The state is checked under
     * the lock, so if 2 callers resolve one order, the second gets a failure.
     *
     * @param resolved its task, if any, must be of the same request and of no other order
     * @return {@code resolved}; or, if nothing was written, a failure: {@link FailureKind#INVALID_REQUEST} if there is
     *     no such order, its outcome is known, or the task is of another request;
     *     {@link FailureKind#SUBMISSION_UNKNOWN} if the task belongs to another order;
     *     {@link FailureKind#JOURNAL_FAILED} if the file cannot be read or written
     */
    public Either<VideoFailure, OrderEvent.Resolved> resolve(OrderEvent.Resolved resolved) {
        Either<VideoFailure, Optional<OrderEvent.Resolved>> result;
        do { // scans the file without the lock, then the lines that were added meanwhile under the lock
            result = read(
                            (channel, progress) ->
                                    Optional.of(searchFor(resolved, progress).scanEndedLines(channel)),
                            Optional.<OrderLookup>empty())
                    .flatMap(search -> search.map(found -> resolve(found, resolved))
                            .orElseGet(() -> checkResolvable(searchFor(resolved, () -> {}), resolved)
                                    .map(Optional::of)));
        } while (result.isRight() && result.get().isEmpty());
        return result.map(Optional::orElseThrow);
    }

    /** Returns empty if too much was added since {@code search} scanned the file. */
    private Either<VideoFailure, Optional<OrderEvent.Resolved>> resolve(
            OrderLookup search, OrderEvent.Resolved resolved) {
        return withLock(channel -> {
            String repair = JournalFileCheck.repair(channel);
            if (search.remaining(channel) > MAX_LOCKED_BYTES || search.remaining(channel) < 0) {
                return Either.right(Optional.empty());
            }
            Either<VideoFailure, OrderEvent.Resolved> result = checkResolvable(search.scanToEnd(channel), resolved);
            if (result.isRight()) {
                JournalChannel.add(channel, repair + JournalLine.format(resolved) + "\n");
            }
            return result.map(Optional::of);
        });
    }

    /** Returns what {@link #resolve} would return now, without writing anything. */
    public Either<VideoFailure, OrderEvent.Resolved> checkResolvable(OrderEvent.Resolved resolved) {
        return read(
                        (channel, progress) -> searchFor(resolved, progress).scanToEnd(channel),
                        searchFor(resolved, () -> {}))
                .flatMap(search -> checkResolvable(search, resolved));
    }

    private static OrderLookup searchFor(OrderEvent.Resolved resolved, Runnable progress) {
        return new OrderLookup(resolved.order(), resolved.task(), progress);
    }

    private static Either<VideoFailure, OrderEvent.Resolved> checkResolvable(
            OrderLookup search, OrderEvent.Resolved resolved) {
        return ResolutionRules.validate(resolved, search.order(), search.owner())
                .<Either<VideoFailure, OrderEvent.Resolved>>map(Either::left)
                .orElseGet(() -> Either.right(resolved));
    }

    /** Returns the order with this id, however old it is; empty if the file or the order does not exist. */
    public Either<VideoFailure, Optional<OrderSummary>> find(OrderId order) {
        return read(
                (channel, progress) -> new OrderLookup(order, Optional.empty(), progress)
                        .scanToEnd(channel)
                        .order(),
                Optional.empty());
    }

    /**
     * Returns all orders of a file up to 16 MiB, and of a larger file the open orders and the latest finished ones; see
     * {@link JournalSnapshot} for the limits. An order that is omitted takes about 100 bytes of memory during the call.
     * Returns an empty snapshot if the file does not exist.
     */
    public Either<VideoFailure, JournalSnapshot> read() {
        return read(JournalReader::read, new JournalSnapshot(List.of(), List.of()));
    }

    /** Returns all orders, however many there are. Takes about 2 kB of memory for each order. */
    public Either<VideoFailure, JournalSnapshot> readAll() {
        return read(JournalReader::readAll, new JournalSnapshot(List.of(), List.of()));
    }

    private <T> Either<VideoFailure, T> read(LockingJournalFile.ReadOperation<T> operation, T resultWithoutFile) {
        try {
            return Either.right(lockedFile.read((channel, progress) -> {
                if (!JournalFileCheck.isJournal(channel)) {
                    throw new JournalFileCheck.NotAJournalException();
                }
                return operation.apply(channel, progress);
            }));
        } catch (NoSuchFileException e) {
            return Either.right(resultWithoutFile);
        } catch (IOException e) {
            return Either.left(failures.notRead(e));
        }
    }

    private <T> Either<VideoFailure, T> withLock(
            LockingJournalFile.JournalOperation<Either<VideoFailure, T>> operation) {
        try {
            return lockedFile.write(operation);
        } catch (IOException e) {
            return Either.left(failures.notWritten(e));
        }
    }

    @Override
    public String toString() {
        return "journal " + file;
    }
}
