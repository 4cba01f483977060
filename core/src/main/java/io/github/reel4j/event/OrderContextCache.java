package io.github.reel4j.event;

import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the latest {@value #MAX_ORDERS} accepted orders by their task, so that each event of a task can name its order.
 * Thread-safe.
 */
final class OrderContextCache {

    static final int MAX_ORDERS = 100_000;

    private final Map<TaskKey, OrderContext> orders = new LinkedHashMap<>(); // guarded by this

    /** Records that {@code task} belongs to {@code order}, and returns the order with its task. */
    synchronized OrderContext add(OrderContext order, TaskRef task) {
        OrderContext accepted = order.withTask(task);
        orders.putIfAbsent(task.key(), accepted);
        if (orders.size() > MAX_ORDERS) {
            orders.remove(orders.keySet().iterator().next());
        }
        return accepted;
    }

    /** Returns the order of {@code task}; if it is not known, a context of the task alone. */
    synchronized OrderContext of(TaskRef task) {
        return Optional.ofNullable(orders.get(task.key())).orElseGet(() -> OrderContext.of(task));
    }
}
