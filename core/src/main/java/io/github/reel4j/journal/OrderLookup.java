package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Searches a journal for the events of one order and for the owner of one task. Can continue later with the lines that
 * were added. Not thread-safe.
 */
final class OrderLookup {

    private final OrderId wanted;
    private final Optional<Long> task;
    private final JournalScanner scan;
    private final PartialRecordParser keys = new PartialRecordParser();
    private final OrderProjection projection = new OrderProjection();
    private final Set<Long> tasks = new HashSet<>();
    private Optional<OrderId> owner = Optional.empty();

    OrderLookup(OrderId wanted, Optional<TaskRef> task, Runnable progress) {
        this.wanted = wanted;
        this.task = task.map(OrderLookup::keyOf);
        this.scan = new JournalScanner(0, 0, progress);
    }

    private static long keyOf(TaskRef task) {
        PartialRecordParser keys = new PartialRecordParser();
        byte[] line = JournalLine.bytes(
                JournalLine.format(new OrderEvent.Completed(task.submittedAt(), task, Optional.empty())));
        keys.read(line, 0, line.length);
        return keys.taskKey();
    }

    /** Continues with the lines that have an end. */
    OrderLookup scanEndedLines(FileChannel channel) throws IOException {
        scan.scanEndedLines(channel, channel.size(), (bytes, from, to, number) -> addLine(bytes, from, to));
        return this;
    }

    /** Continues to the end of the file. Call it once, as the last scan. */
    OrderLookup scanToEnd(FileChannel channel) throws IOException {
        scan.scanToEnd(channel, channel.size(), (bytes, from, to, number) -> addLine(bytes, from, to));
        return this;
    }

    /** Returns how many bytes of the file were not scanned yet; negative if the file has become shorter. */
    long remaining(FileChannel channel) throws IOException {
        return channel.size() - scan.position();
    }

    private void addLine(byte[] bytes, int from, int to) {
        if (!keys.read(bytes, from, to)) {
            return;
        }
        boolean isWanted = keys.hasOrder() && keys.isOrder(wanted);
        if (keys.hasOrder() && keys.hasTask() && !isWanted) {
            updateOwner();
        } else if (isWanted || (keys.hasTask() && tasks.contains(keys.taskKey()))) {
            if (keys.hasTask()) {
                tasks.add(keys.taskKey());
            }
            JournalLine.read(JournalLine.text(bytes, from, to)).peek(projection::add);
        }
    }

    /** An order that gets another task no longer owns the first one. */
    private void updateOwner() {
        if (task.isEmpty()) {
            return;
        }
        boolean isTask = task.filter(key -> key == keys.taskKey()).isPresent();
        if (isTask && owner.isEmpty()) {
            owner = Optional.of(keys.order());
        } else if (!isTask && owner.isPresent() && owner.get().equals(keys.order())) {
            owner = Optional.empty();
        }
    }

    /** Returns the order; empty if it has no created event that can be read. */
    Optional<OrderSummary> order() {
        return projection.orders().stream()
                .filter(each -> each.intent().map(OrderIntent::order).equals(Optional.of(wanted)))
                .findFirst();
    }

    /** Returns the order that owns the task, if that is not the wanted one. */
    Optional<OrderId> owner() {
        return owner;
    }
}
