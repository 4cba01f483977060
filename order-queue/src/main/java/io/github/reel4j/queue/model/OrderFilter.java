package io.github.reel4j.queue.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Selects orders of the queue. Immutable.
 *
 * @param states the states to select; empty for all
 * @param provider the id of a provider; empty for all orders
 * @param undelivered whether to select only finished orders that are not delivered
 */
public record OrderFilter(Set<QueuedOrderState> states, Optional<String> provider, boolean undelivered) {

    /** Selects all orders. */
    public static final OrderFilter ALL = new OrderFilter(Set.of(), Optional.empty(), false);

    /** Creates a filter. */
    public OrderFilter {
        states = Set.copyOf(states);
    }

    /** Returns a filter for orders in one of these states. */
    public static OrderFilter inState(QueuedOrderState state, QueuedOrderState... more) {
        return new OrderFilter(EnumSet.of(state, more), Optional.empty(), false);
    }
}
