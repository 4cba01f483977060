package io.github.reel4j.port;

import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Stores the events of orders, so that orders survive the end of the process. It is a write-ahead log: the
 * {@link OrderEvent.Created} event of an order is written before the order is sent, and its
 * {@link OrderEvent.Submitted} event before anything else is done with the result. Implementations are thread-safe.
 */
public interface OrderJournal {

    /**
     * Writes {@code entry} durably: when this method returns, the entry survives a crash of the process and, if
     * possible, of the machine. Never throws, and completes even if the thread is interrupted. The client calls this
     * method on threads of its own, any number of them concurrently, and stops waiting after 30 seconds. If it writes
     * the intent of an order later than that, the client appends that the order was rejected, because it was not sent.
     *
     * @return the entry; or a failure of kind {@link FailureKind#JOURNAL_FAILED} if the entry may not have been
     *     written, with the place and what to do next. If the intent of an order cannot be written, the order is not
     *     sent. A failure of kind {@link FailureKind#SUBMISSION_UNKNOWN} means that the entry reports an accepted order
     *     whose task already belongs to another order; the outcome has then been written as unknown
     */
    Either<VideoFailure, OrderEvent> append(OrderEvent entry);

    /**
     * Writes {@code created} durably if all {@code rules} allow it. The check and the write are one step: no other
     * thread or process that uses this journal can record an order between them. Otherwise the contract of
     * {@link #append} applies. The default implementation returns a failure of kind {@link FailureKind#CONFIGURATION},
     * because the journal cannot check rules; then orders with a key, or under a spend limit, are not sent. After a
     * failure, the client looks up the key of the order. If the order was written, it appends that it was rejected.
     *
     * @return whether the order was recorded; or a failure if it may not have been, or if the rules cannot be checked
     */
    default Either<VideoFailure, AdmissionResult> admit(OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        return Either.left(UnsupportedJournalFailures.by(this, rules));
    }

    /**
     * Returns what {@link #admit} would return now. Writes nothing. The default implementation returns a failure of
     * kind {@link FailureKind#CONFIGURATION}.
     */
    default Either<VideoFailure, AdmissionResult> checkAdmission(
            OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        return Either.left(UnsupportedJournalFailures.by(this, rules));
    }

    /**
     * Returns the order that {@code key} belongs to; empty if the key is free, see
     * {@link JournalAdmissionRule.UniqueKey}. Writes nothing. The default implementation returns a failure of kind
     * {@link FailureKind#CONFIGURATION}.
     */
    default Either<VideoFailure, Optional<KeyedOrder>> findByKey(OrderKey key) {
        return Either.left(UnsupportedJournalFailures.by(this));
    }

    /**
     * Returns this journal if orders can be written, or else a failure. Writes nothing. Use it to check the journal
     * before submitting a paid order. The default implementation always succeeds.
     */
    default Either<VideoFailure, OrderJournal> ready() {
        return Either.right(this);
    }

    /** Returns a journal that stores nothing. */
    static OrderJournal none() {
        return NoJournal.INSTANCE;
    }
}
