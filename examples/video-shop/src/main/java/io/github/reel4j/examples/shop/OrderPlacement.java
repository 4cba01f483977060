package io.github.reel4j.examples.shop;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places orders: the row of the shop and the order of the queue exist together, or not at all, because the queue of the
 * starter takes part in the transaction.
 */
@Service
public class OrderPlacement {

    private final ShopOrderRepository orders;
    private final OrderQueue queue;

    OrderPlacement(ShopOrderRepository orders, OrderQueue queue) {
        this.orders = orders;
        this.queue = queue;
    }

    /**
     * Places an order. The same key with the same request is the same order, so a browser may repeat the call.
     *
     * @param prompt the description that the customer sees again; empty for an order without one
     * @throws VideoException of kind {@link FailureKind#ORDER_KEY_CONFLICT} if the key belongs to another order, also
     *     to that of another customer; nothing was ordered
     */
    @Transactional
    public QueuedOrder place(Customer customer, OrderKey key, GenerationRequest request, String prompt) {
        orders.addIfAbsent(key, customer, request.operation().id(), prompt);
        if (orders.find(key, customer).isEmpty()) {
            throw new VideoException(VideoFailure.of(
                    FailureKind.ORDER_KEY_CONFLICT,
                    "the order number " + key + " is in use. Use a new one. Nothing was sent, nothing was billed."));
        }
        return queue.enqueue(key, request);
    }
}
