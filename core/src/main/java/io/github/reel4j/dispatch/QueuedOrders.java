package io.github.reel4j.dispatch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders that wait for a permit. Orders of one model are in FIFO order. An order of a model that has no permit does
 * not block those of other models. Not thread-safe.
 */
final class QueuedOrders {

    private record Entry(QueuedSubmission order, long number) {}

    private final Map<ModelPermits, Deque<Entry>> byModel = new LinkedHashMap<>();
    private long count;

    void add(ModelPermits model, QueuedSubmission order) {
        byModel.computeIfAbsent(model, each -> new ArrayDeque<>()).add(new Entry(order, count++));
    }

    /** Removes an order. Returns whether it was waiting. */
    boolean remove(QueuedSubmission order) {
        boolean removed = byModel.values().stream()
                .anyMatch(queue -> queue.removeIf(each -> each.order().equals(order)));
        byModel.values().removeIf(Deque::isEmpty);
        return removed;
    }

    /** Returns the models of the orders that wait. */
    Set<ModelPermits> models() {
        return byModel.keySet();
    }

    /** Returns the model of the oldest order whose model may start one; null if no model may. */
    @Nullable
    ModelPermits next(Predicate<ModelPermits> mayStart) {
        ModelPermits oldest = null;
        long lowest = Long.MAX_VALUE;
        for (Map.Entry<ModelPermits, Deque<Entry>> each : byModel.entrySet()) {
            long number = each.getValue().element().number();
            if (number < lowest && mayStart.test(each.getKey())) {
                oldest = each.getKey();
                lowest = number;
            }
        }
        return oldest;
    }

    /** Removes and returns the oldest order of {@code model}, which has one. */
    QueuedSubmission take(ModelPermits model) {
        Deque<Entry> queue = byModel.getOrDefault(model, new ArrayDeque<>());
        QueuedSubmission order = queue.remove().order();
        if (queue.isEmpty()) {
            byModel.remove(model);
        }
        return order;
    }

    /** Removes and returns all orders, oldest first. */
    List<QueuedSubmission> takeAll() {
        Stream<Entry> all = byModel.values().stream().flatMap(Deque::stream);
        List<QueuedSubmission> orders = all.sorted(Comparator.comparingLong(Entry::number))
                .map(Entry::order)
                .toList();
        byModel.clear();
        return orders;
    }

    int size() {
        return byModel.values().stream().mapToInt(Deque::size).sum();
    }

    boolean isEmpty() {
        return byModel.isEmpty();
    }
}
