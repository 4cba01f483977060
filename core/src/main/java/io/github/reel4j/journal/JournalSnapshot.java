package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import java.util.List;

/**
 * A journal as it was read: all orders that are open, and the latest 10,000 of the others. Open is what is unknown, running or made, and what
 * the vendor said it did not know. A large journal has more than is held here.
 *
 * @param events of these orders, in the sequence in which they were written
 * @param corruptLines with lines in between, the first 1,000
 * @param omittedFinished how many older orders the file has that need nothing more
 * @param omittedOpen how many older open orders the file has, beyond the latest 20,000
 */
public record JournalSnapshot(
        List<OrderEvent> events, List<CorruptLine> corruptLines, long omittedFinished, long omittedOpen) {

    public JournalSnapshot {
        events = List.copyOf(events);
        corruptLines = List.copyOf(corruptLines);
    }

    /** Nothing is omitted. */
    public JournalSnapshot(List<OrderEvent> records, List<CorruptLine> failures) {
        this(records, failures, 0, 0);
    }

    /** The records, order by order, in the order in which they were placed. */
    public List<OrderSummary> orders() {
        OrderProjection projection = new OrderProjection();
        events.forEach(projection::add);
        return projection.orders();
    }
}
