package io.github.reel4j.model;

import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that happened to an order or its task, as a {@code ClientListener} receives it. Immutable. An event
 * contains no prompt, no media URL, no API key and no text of the vendor's messages. New events may be added; code that
 * distinguishes them must ignore those that it does not know.
 *
 * <p>An order is sent to one provider. A fallback ends it and starts another order, with an id of its own. The events
 * of one order have this sequence, in which {@code [ ]} is optional, {@code { }} repeats, and {@code |} separates
 * alternatives:
 *
 * <pre>
 * order    = [ OrderPriced ] unsent
 *          | OrderPriced { failed RetryScheduled } [ PermitRequested ] [ JournalWriteFailed ] unsent
 *          | OrderPriced { failed RetryScheduled } failed [ JournalWriteFailed ] unsent
 *          | OrderPriced { failed RetryScheduled } accepted [ JournalWriteFailed ] [ OrderFailed ] { task }
 * unsent   = OrderFailed { task } | FallbackTaken
 * failed   = PermitRequested SubmitStarted SubmitFinished      with a failure
 * accepted = PermitRequested SubmitStarted SubmitFinished      without a failure
 * task     = PollFinished [ StatusChanged ] [ TaskFinished ]
 *          | DownloadStarted | BytesReceived | DownloadFinished | LinkExpired | JournalWriteFailed
 * </pre>
 *
 * <p>Furthermore:
 *
 * <ul>
 *   <li>Each {@link DownloadFinished} ends one {@link DownloadStarted}, and {@link BytesReceived} comes between
 *       them. Downloads that the program runs concurrently interleave.
 *   <li>{@link CallbackReceived} may come at any time after the first {@link SubmitStarted}.
 *   <li>{@link OrderFailed} is followed by events of a task only if the failure names the task, or a callback has
 *       recovered it.
 *   <li>{@link TaskFinished} may be repeated: the task is polled again to get a fresh link.
 *   <li>A task that another client submitted has only events of {@code task} and {@link CallbackReceived}, without an
 *       order id.
 *   <li>A request for which no provider can be chosen has no event.
 * </ul>
 */
public sealed interface ClientEvent {

    /** Returns when it happened, by the client's clock. */
    Instant at();

    /** Returns what is known about the order. */
    OrderContext order();

    /**
     * The request is valid, and its price is estimated. The price cap is not checked yet.
     *
     * @param price the expected price
     */
    record OrderPriced(Instant at, OrderContext order, ExpectedPrice price) implements ClientEvent {}

    /**
     * The order waits for a permit of the vendor's dispatcher, mostly not noticeably.
     *
     * @param attempt the number of the send for which it waits, from 1
     */
    record PermitRequested(Instant at, OrderContext order, int attempt) implements ClientEvent {}

    /**
     * The order is being sent.
     *
     * @param attempt the number of the send, from 1
     */
    record SubmitStarted(Instant at, OrderContext order, int attempt) implements ClientEvent {}

    /**
     * The vendor has responded to the order, or the send has failed.
     *
     * @param attempt the number of the send, from 1
     * @param duration the time since {@link SubmitStarted}
     * @param failure empty if the vendor has accepted the order; {@link #order()} then has the task
     */
    record SubmitFinished(
            Instant at, OrderContext order, int attempt, Duration duration, Optional<RedactedFailure> failure)
            implements ClientEvent {}

    /**
     * The vendor provably did not accept the order, and it will be sent again.
     *
     * @param attempt the number of the failed send, from 1
     * @param delay the planned time until the next send, at least
     */
    record RetryScheduled(Instant at, OrderContext order, int attempt, Duration delay, RedactedFailure failure)
            implements ClientEvent {}

    /**
     * The provider accepted and billed no order, and the request goes to another provider as a new order.
     *
     * @param next the other provider
     */
    record FallbackTaken(Instant at, OrderContext order, RedactedFailure failure, ProviderId next)
            implements ClientEvent {}

    /**
     * The order has ended without a task that the program received. With {@link FailureKind#SUBMISSION_UNKNOWN} and
     * with a task in {@link #order()}, it may be billed all the same.
     */
    record OrderFailed(Instant at, OrderContext order, RedactedFailure failure) implements ClientEvent {}

    /**
     * The vendor has responded to a poll, or the poll has failed. Either {@code state} or {@code failure} is present.
     *
     * @param attempt the number of the poll since this client tracks the task, from 1; 1 for a single status request
     * @param duration the time that the poll took
     */
    record PollFinished(
            Instant at,
            OrderContext order,
            int attempt,
            Duration duration,
            Optional<TaskState> state,
            Optional<RedactedFailure> failure)
            implements ClientEvent {}

    /**
     * A poll returned another state than the poll before, or was the first to return one.
     *
     * @param previous empty for the first state that this client received
     */
    record StatusChanged(Instant at, OrderContext order, Optional<TaskState> previous, TaskState state)
            implements ClientEvent {}

    /**
     * The task has ended, and is polled no more.
     *
     * @param duration the time since the vendor accepted the task, by the local clock
     * @param failure empty if the video is finished
     */
    record TaskFinished(Instant at, OrderContext order, Duration duration, Optional<RedactedFailure> failure)
            implements ClientEvent {}

    /** The download of the video starts. */
    record DownloadStarted(Instant at, OrderContext order) implements ClientEvent {}

    /**
     * A part of the video was downloaded.
     *
     * @param bytes the number of bytes so far
     * @param total the size of the video in bytes; empty if it is not known
     */
    record BytesReceived(Instant at, OrderContext order, long bytes, OptionalLong total) implements ClientEvent {}

    /**
     * The download has ended.
     *
     * @param duration the time since {@link DownloadStarted}
     * @param bytes the size of the file; empty after a failure, and if it cannot be read
     * @param failure empty if the file is complete
     */
    record DownloadFinished(
            Instant at, OrderContext order, Duration duration, OptionalLong bytes, Optional<RedactedFailure> failure)
            implements ClientEvent {}

    /**
     * A wait has returned a video whose link has expired, by the time that the vendor stated and the client's clock. A
     * download polls the task for a fresh link first.
     *
     * @param expiredAt when the link has expired
     */
    record LinkExpired(Instant at, OrderContext order, Instant expiredAt) implements ClientEvent {}

    /** The vendor has called back about the order, with a valid URL and signature. It is only a hint to poll. */
    record CallbackReceived(Instant at, OrderContext order) implements ClientEvent {}

    /** An event of the order may be missing in the journal. */
    record JournalWriteFailed(Instant at, OrderContext order, RedactedFailure failure) implements ClientEvent {}
}
