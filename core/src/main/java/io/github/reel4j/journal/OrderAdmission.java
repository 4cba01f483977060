package io.github.reel4j.journal;

import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records an order in a journal file if all admission rules allow it. The check and the record are one operation under
 * the lock of the file. Keeps an index of the file in memory, which reads each line once. Thread-safe.
 */
final class OrderAdmission {

    /** How much may be read while the file is locked; takes some milliseconds. */
    private static final long MAX_LOCKED_BYTES = 1 << 20;

    private static final long MAX_WAIT_MILLIS = 1_000;

    private final Path file;
    private final JournalFailures failures;
    private final ReentrantLock lock = new ReentrantLock();
    private final AdmissionIndex index = new AdmissionIndex(); // guarded by lock

    OrderAdmission(Path file, JournalFailures failures) {
        this.file = file;
        this.failures = failures;
    }

    /** Reads what {@code rules} need of the lines. The file need not be locked. */
    void catchUp(OrderEvent.Created created, List<JournalAdmissionRule> rules, FileChannel channel, Runnable progress)
            throws IOException {
        lock.lock();
        try {
            index.require(rules, created.at());
            index.catchUp(channel, JournalChannel.identity(file), progress);
        } finally {
            lock.unlock();
        }
    }

    /** Returns which rule forbids to record {@code created}; empty if none does. The file need not be locked. */
    Either<VideoFailure, Optional<AdmissionResult>> check(
            OrderEvent.Created created, List<JournalAdmissionRule> rules, FileChannel channel, Runnable progress)
            throws IOException {
        lock.lock();
        try {
            catchUp(created, rules, channel, progress);
            return reject(created, rules, channel);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the order that the key belongs to. The file need not be locked. */
    Optional<KeyedOrder> find(OrderKey key, FileChannel channel, Runnable progress) throws IOException {
        lock.lock();
        try {
            index.catchUp(channel, JournalChannel.identity(file), progress);
            return index.keys().find(key, channel);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the operation that records {@code created} if {@code rules} allow it. It returns empty and writes
     * nothing if too much of the file is not read yet; then {@link #catchUp} must be called first.
     */
    LockingJournalFile.JournalOperation<Either<VideoFailure, Optional<AdmissionResult>>> operation(
            OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        return channel -> {
            String repair = JournalFileCheck.repair(channel);
            if (!tryLock()) {
                return Either.right(Optional.empty());
            }
            try {
                String identity = JournalChannel.identity(file);
                index.require(rules, created.at());
                if (index.remaining(channel, identity) > MAX_LOCKED_BYTES) {
                    return Either.right(Optional.empty());
                }
                if (!repair.isEmpty()) { // ends the last line, so that it is read too
                    JournalChannel.add(channel, repair);
                }
                index.catchUp(channel, identity, () -> {});
                Either<VideoFailure, Optional<AdmissionResult>> rejection = reject(created, rules, channel);
                if (rejection.isRight() && rejection.get().isEmpty()) {
                    CreatedEventAppender.append(channel, "", created);
                    return Either.right(Optional.of(new AdmissionResult.Admitted(created)));
                }
                return rejection;
            } finally {
                lock.unlock();
            }
        };
    }

    /** Another thread may hold the lock while it reads a file that has replaced this one. */
    private boolean tryLock() {
        try {
            return lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns which rule forbids to record {@code created}; empty if none does. */
    private Either<VideoFailure, Optional<AdmissionResult>> reject(
            OrderEvent.Created created, List<JournalAdmissionRule> rules, FileChannel channel) throws IOException {
        for (JournalAdmissionRule rule : rules) {
            Either<VideoFailure, Optional<AdmissionResult>> rejection = rejectBy(rule, created, channel);
            if (rejection.isLeft() || rejection.get().isPresent()) {
                return rejection;
            }
        }
        return Either.right(Optional.empty());
    }

    private Either<VideoFailure, Optional<AdmissionResult>> rejectBy(
            JournalAdmissionRule rule, OrderEvent.Created created, FileChannel channel) throws IOException {
        if (rule instanceof JournalAdmissionRule.UniqueKey) {
            Optional<OrderKey> key = created.intent().keyClaim().map(OrderKeyClaim::key);
            return key.isEmpty() ? Either.right(Optional.empty()) : rejectUsedKey(key.get(), channel);
        }
        if (rule instanceof JournalAdmissionRule.SpendWithin spend) {
            return rejectOverBudget(spend, created);
        }
        throw new IllegalArgumentException("unknown rule: " + rule);
    }

    private Either<VideoFailure, Optional<AdmissionResult>> rejectOverBudget(
            JournalAdmissionRule.SpendWithin rule, OrderEvent.Created created) {
        SpendLimitIndex orders = index.spending(rule.limit());
        OptionalLong unreadable = orders.unreadableLine(created.at());
        if (unreadable.isPresent() && !rule.unknownAllowed()) {
            return Either.left(failures.spendNotProven(unreadable.getAsLong()));
        }
        return Either.right(created.intent()
                .price()
                .max()
                .filter(price -> price.currency().equals(rule.limit().max().currency()))
                .flatMap(price -> orders.check(price, created.at()))
                .map(excess -> new AdmissionResult.OverBudget(rule.limit(), excess.spent(), excess.untilRoom())));
    }

    private Either<VideoFailure, Optional<AdmissionResult>> rejectUsedKey(OrderKey key, FileChannel channel)
            throws IOException {
        Optional<KeyedOrder> owner = index.keys().find(key, channel);
        return owner.isEmpty() && index.unreadableLine().isPresent()
                ? Either.left(
                        failures.keyNotProvenFree(key, index.unreadableLine().getAsLong()))
                : Either.right(owner.map(AdmissionResult.KeyInUse::new));
    }
}
