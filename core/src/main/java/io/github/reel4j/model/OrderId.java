package io.github.reel4j.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Our own name of one order, from before it is sent: vendors name tasks only once they have accepted them.
 *
 * @param value random, so that two programs never give the same
 */
public record OrderId(UUID value) {

    public OrderId {
        Objects.requireNonNull(value, "value");
    }

    public static OrderId random() {
        return new OrderId(UUID.randomUUID());
    }

    /**
     * Reads the text that {@link #toString()} gave.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static OrderId parse(String text) {
        OrderId id = new OrderId(UUID.fromString(text));
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not the name of an order");
        }
        return id;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
