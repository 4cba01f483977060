package io.github.reel4j.examples.shop;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.model.OrderFailure;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as its customer sees it.
 *
 * @param key the number of the order
 * @param state the state of the order in the queue
 * @param provider the vendor of the latest attempt; empty before the first
 * @param price the expected price, for example {@code 0.50 USD}
 * @param failure what went wrong; empty if nothing did
 * @param retried whether a rejected order is sent again by itself
 * @param acceptedAt when the vendor accepted the order
 * @param endedAt when the order ended
 * @param playable whether the shop has the file of the video
 */
public record OrderProgress(
        String key,
        String operation,
        String prompt,
        Instant createdAt,
        QueuedOrderState state,
        Optional<String> provider,
        Optional<String> model,
        String price,
        Optional<String> failure,
        boolean retried,
        Optional<Instant> acceptedAt,
        Optional<Instant> endedAt,
        boolean playable) {

    /** Joins both halves of an order. */
    public static OrderProgress of(ShopOrder order, QueuedOrder queued) {
        return new OrderProgress(
                order.key().value(),
                order.operation(),
                order.prompt(),
                order.createdAt(),
                queued.state(),
                queued.provider().map(ProviderId::value),
                queued.model(),
                queued.price().toString(),
                queued.failure().map(OrderFailure::message),
                queued.retried(),
                queued.times().accepted(),
                queued.times().ended(),
                order.deliveredAt().isPresent());
    }

    /** Returns whether nothing of this changes any more. */
    public boolean isComplete() {
        return playable || state == QueuedOrderState.FAILED || state == QueuedOrderState.CANCELLED;
    }
}
