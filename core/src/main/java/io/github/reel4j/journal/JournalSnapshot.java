package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import java.util.List;

/**
 * The content of a journal at one time. {@link FileJournal#read()} limits a snapshot of a file above 16 MiB to the
 * latest 20,000 open orders and the latest 10,000 finished ones. An order is open if its state is
 * {@link OrderState#UNKNOWN}, {@link OrderState#RUNNING} or {@link OrderState#READY}, or if its task failed because the
 * vendor did not know it. Immutable.
 *
 * @param events the events of these orders, in file order
 * @param corruptLines the first 1,000 lines that could not be read
 * @param omittedFinished how many finished orders of the file are not in the snapshot
 * @param omittedOpen how many open orders of the file are not in the snapshot
 */
public record JournalSnapshot(
        List<OrderEvent> events, List<CorruptLine> corruptLines, long omittedFinished, long omittedOpen) {

    public JournalSnapshot {
        events = List.copyOf(events);
        corruptLines = List.copyOf(corruptLines);
    }

    /** Creates a snapshot of a whole journal. */
    public JournalSnapshot(List<OrderEvent> events, List<CorruptLine> corruptLines) {
        this(events, corruptLines, 0, 0);
    }

    /** Returns the orders that the events describe, oldest first. */
    public List<OrderSummary> orders() {
        OrderProjection projection = new OrderProjection();
        events.forEach(projection::add);
        return projection.orders();
    }

    /** Returns the {@linkplain #orders() orders} in state {@link OrderState#UNKNOWN}, which may be billed. */
    public List<OrderSummary> unresolved() {
        return orders().stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .toList();
    }
}
