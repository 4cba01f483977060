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
 * Looks through a journal for what it says of one order, and for who owns one task; it can go on later with what was added. Not
 * thread-safe.
 */
final class OrderSearch {

    private final OrderId wanted;
    private final Optional<Long> task;
    private final JournalScanner scan;
    private final RecordKeyParser keys = new RecordKeyParser();
    private final OrderProjection projection = new OrderProjection();
    private final Set<Long> tasks = new HashSet<>();
    private Optional<OrderId> owner = Optional.empty();

    OrderSearch(OrderId wanted, Optional<TaskRef> task, Runnable progress) {
        this.wanted = wanted;
        this.task = task.map(OrderSearch::keyOf);
        this.scan = new JournalScanner(0, 0, progress);
    }

    private static long keyOf(TaskRef task) {
        RecordKeyParser keys = new RecordKeyParser();
        byte[] line = JournalLine.bytes(
                JournalLine.format(new OrderEvent.Completed(task.submittedAt(), task, Optional.empty())));
        keys.read(line, 0, line.length);
        return keys.taskKey();
    }

    /** Goes on with the lines that have an end. */
    OrderSearch ended(FileChannel channel) throws IOException {
        scan.scanEnded(channel, channel.size(), (bytes, from, to, number) -> note(bytes, from, to));
        return this;
    }

    /** Goes on to the end of the file. Only once. */
    OrderSearch all(FileChannel channel) throws IOException {
        scan.all(channel, channel.size(), (bytes, from, to, number) -> note(bytes, from, to));
        return this;
    }

    /** How many bytes of the file it has not seen. */
    long left(FileChannel channel) throws IOException {
        return channel.size() - scan.position();
    }

    private void note(byte[] bytes, int from, int to) {
        if (!keys.read(bytes, from, to)) {
            return;
        }
        boolean isOrders = keys.hasOrder() && keys.isOrder(wanted);
        if (keys.hasOrder() && keys.hasTask() && !isOrders) {
            noteOwner();
        } else if (isOrders || (keys.hasTask() && tasks.contains(keys.taskKey()))) {
            if (keys.hasTask()) {
                tasks.add(keys.taskKey());
            }
            JournalLine.read(JournalLine.text(bytes, from, to)).peek(projection::add);
        }
    }

    /** An order that is answered with another task owns the first no more. */
    private void noteOwner() {
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

    /** The order, if the line of its intent can be read. */
    Optional<OrderSummary> order() {
        return projection.orders().stream()
                .filter(each -> each.intent().map(OrderIntent::order).equals(Optional.of(wanted)))
                .findFirst();
    }

    /** The other order that the task is of. */
    Optional<OrderId> owner() {
        return owner;
    }
}
