package io.github.reel4j.journal;

import io.github.reel4j.model.OrderRecord;
import java.util.List;

/**
 * A journal as it was read: all orders that are open, and the latest 10,000 of the others. Open is what is unknown, running or made, and what
 * the vendor said it did not know. A large journal has more than is held here.
 *
 * @param records of these orders, in the sequence in which they were written
 * @param troubles with lines in between, the first 1,000
 * @param omittedFinished how many older orders the file has that need nothing more
 * @param omittedOpen how many older open orders the file has, beyond the latest 20,000
 */
public record JournalReading(
        List<OrderRecord> records, List<JournalTrouble> troubles, long omittedFinished, long omittedOpen) {

    public JournalReading {
        records = List.copyOf(records);
        troubles = List.copyOf(troubles);
    }

    /** Nothing is omitted. */
    public JournalReading(List<OrderRecord> records, List<JournalTrouble> troubles) {
        this(records, troubles, 0, 0);
    }

    /** The records, order by order, in the order in which they were placed. */
    public List<JournaledOrder> orders() {
        OrderFold fold = new OrderFold();
        records.forEach(fold::add);
        return fold.orders();
    }
}
