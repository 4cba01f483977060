package io.github.reel4j.queue;

import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.store.OrderStore.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** The text form of a position in a list of orders. Stateless. */
final class PagePosition {

    private PagePosition() {}

    static String after(QueuedOrder order) {
        return order.times().enqueued() + "_" + order.id();
    }

    /** @throws IllegalArgumentException if {@code text} is no position */
    static Position parse(String text) {
        int separator = text.indexOf('_');
        try {
            return new Position(
                    Instant.parse(text.substring(0, Math.max(separator, 0))),
                    UUID.fromString(text.substring(separator + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no position: pass the next() of a page", e);
        }
    }
}
