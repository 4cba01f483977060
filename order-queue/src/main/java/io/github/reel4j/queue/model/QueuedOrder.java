package io.github.reel4j.queue.model;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order of the queue, as it was when it was read. It contains no prompt and no media URL of the request. Immutable.
 *
 * @param id the id of the row
 * @param key the program's own name of the order
 * @param attempt how often the order was sent, or may have been; 0 if it was not
 * @param provider the provider of the latest attempt; empty before the first
 * @param model the vendor's id of the model; empty before the first attempt
 * @param price the expected price; unknown before the first attempt
 * @param task the vendor's task; empty until the vendor has accepted the order
 * @param failure why the latest attempt or the task failed; empty otherwise
 * @param retried whether a {@link QueuedOrderState#REJECTED} order is sent again by itself
 * @param video present if the state is {@link QueuedOrderState#READY}
 * @param times when the order changed
 * @param delivery the state of the delivery
 * @param resolvedBy who resolved, released or cancelled the order; empty if nobody did
 */
public record QueuedOrder(
        UUID id,
        OrderKey key,
        QueuedOrderState state,
        Operation operation,
        int attempt,
        Optional<ProviderId> provider,
        Optional<String> model,
        ExpectedPrice price,
        Optional<TaskRef> task,
        Optional<OrderFailure> failure,
        boolean retried,
        Optional<OrderVideo> video,
        Times times,
        Delivery delivery,
        Optional<String> resolvedBy) {

    /**
     * When an order changed, by the clock of the database.
     *
     * @param submitted when the latest attempt was about to be sent
     * @param accepted when the vendor had accepted the order
     * @param ended when the order reached a final state
     * @param cancelRequested when the program requested to cancel it
     */
    public record Times(
            Instant enqueued,
            Optional<Instant> submitted,
            Optional<Instant> accepted,
            Optional<Instant> ended,
            Optional<Instant> cancelRequested) {}

    /**
     * The delivery of a finished order to the program's handler.
     *
     * @param deliveredAt when the handler succeeded
     * @param attempts how often the handler was called, 0 or more
     * @param failure the class of the latest exception of the handler
     */
    public record Delivery(Optional<Instant> deliveredAt, int attempts, Optional<String> failure) {}
}
