package io.github.reel4j.journal;

import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A journal as it was read.
 *
 * @param records in the order in which they were written
 * @param troubles with lines in between
 */
public record JournalReading(List<OrderRecord> records, List<JournalTrouble> troubles) {

    public JournalReading {
        records = List.copyOf(records);
        troubles = List.copyOf(troubles);
    }

    /** The records, order by order, in the order in which they were placed. */
    public List<JournaledOrder> orders() {
        OrderFold fold = new OrderFold();
        records.forEach(fold::add);
        return fold.orders();
    }

    /** Why {@link FileJournal#settle} would not believe {@code settled}; empty if it would. */
    public Optional<VideoFailure> obstacleTo(OrderRecord.Settled settled) {
        return new Settling(orders()).obstacle(settled);
    }

    /** Reads all lines after the first. A last one without an end counts if it is whole: its writer may be at work. */
    static JournalReading of(String text) {
        List<OrderRecord> records = new ArrayList<>();
        List<JournalTrouble> troubles = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            boolean last = i == lines.length - 1;
            if (last && !JournalLine.isWhole(lines[i])) {
                break;
            }
            int number = i + 1;
            Either<JournalTrouble.Kind, OrderRecord> line = JournalLine.read(lines[i]);
            line.peek(records::add).peekLeft(kind -> troubles.add(new JournalTrouble(number, kind)));
        }
        return new JournalReading(records, troubles);
    }
}
