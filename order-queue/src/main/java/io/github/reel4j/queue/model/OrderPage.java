package io.github.reel4j.queue.model;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list of orders, the newest first. Immutable.
 *
 * @param orders the orders of the page
 * @param next the position of the next page, to be passed to {@code OrderQueue.list}; empty on the last page
 */
public record OrderPage(List<QueuedOrder> orders, Optional<String> next) {

    /** Creates a page. */
    public OrderPage {
        orders = List.copyOf(orders);
    }
}
