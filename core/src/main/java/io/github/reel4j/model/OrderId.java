package io.github.reel4j.model;

import java.util.Objects;
import java.util.UUID;

/**
 * The id of an order, which reel4j assigns before the order is sent. Vendors assign task ids only after acceptance.
 *
 * @param value a random UUID, so that ids are unique across programs
 */
public record OrderId(UUID value) {

    /** Creates an id with the given value. */
    public OrderId {
        Objects.requireNonNull(value, "value");
    }

    /** Returns a new random id. */
    public static OrderId random() {
        return new OrderId(UUID.randomUUID());
    }

    /**
     * Parses the text that {@link #toString()} returns.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static OrderId parse(String text) {
        OrderId id = new OrderId(UUID.fromString(text));
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an order id: it must be a UUID in canonical form");
        }
        return id;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
