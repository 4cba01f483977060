package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/**
 * Remembers orders beyond the life of this process. Each order's {@link OrderEvent.Created} is written before it is sent, and its
 * {@link OrderEvent.Submitted} before anything else is done with the answer. Implementations are thread-safe.
 */
public interface OrderJournal {

    /**
     * Writes {@code entry}, so that it outlives a crash of the process, and where it can of the machine, from the moment this
     * returns. It never throws, and an interrupt does not keep it from writing. The client calls it on a thread of its own, any number
     * of entries at once, and gives up after 30 seconds.
     *
     * @return the entry; or why it may not have been written, of kind {@link FailureKind#JOURNAL_FAILED}: where, and what to do.
     *     An order whose intent could not be written is not sent. Of kind {@link FailureKind#SUBMISSION_UNKNOWN} if it says that an
     *     order was accepted, and its task is known to be another order's: the order has then been written as of unknown fate
     */
    Either<VideoFailure, OrderEvent> append(OrderEvent entry);

    /** Whether orders can be written at all, for those who want to know before they ask for money; nothing is written. */
    default Either<VideoFailure, OrderJournal> ready() {
        return Either.right(this);
    }

    /** Remembers nothing. */
    static OrderJournal none() {
        return NoJournal.INSTANCE;
    }
}
