package io.github.reel4j.examples.shop;

import io.github.reel4j.queue.OrderQueue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Finds the orders of a customer, with their progress. Thread-safe. */
@Service
public class CustomerOrders {

    private static final int MAX_ORDERS = 50;

    private final ShopOrderRepository orders;
    private final OrderQueue queue;

    CustomerOrders(ShopOrderRepository orders, OrderQueue queue) {
        this.orders = orders;
        this.queue = queue;
    }

    /** Returns the newest 50 orders of a customer, the newest first. */
    public List<OrderProgress> newest(Customer customer) {
        return newest(customer, Map.of());
    }

    /**
     * Returns what {@link #newest(Customer)} does.
     *
     * @param known what the caller has read before, by the key of the order; complete orders are not read again
     */
    public List<OrderProgress> newest(Customer customer, Map<String, OrderProgress> known) {
        return orders.findNewest(customer, MAX_ORDERS).stream()
                .flatMap(order -> {
                    OrderProgress before = known.get(order.key().value());
                    return before != null && before.isComplete()
                            ? Stream.of(before)
                            : queue.find(order.key()).map(queued -> OrderProgress.of(order, queued)).stream();
                })
                .toList();
    }
}
