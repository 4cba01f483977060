package io.github.reel4j.callback;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest 100,000 orders that vendors may call back about. For an older order, a callback is matched only if its
 * body contains the task id. No task belongs to 2 orders. Thread-safe.
 */
@Singleton
public final class CallbackRegistry {

    private static final int MAX_ORDERS = 100_000;

    private final int maxOrders;
    private final Map<String, OrderAwaitingCallback> orders = new LinkedHashMap<>();
    private final Map<TaskKey, OrderId> owners = new HashMap<>();

    @Inject
    public CallbackRegistry() {
        this(MAX_ORDERS);
    }

    CallbackRegistry(int max) {
        this.maxOrders = max;
    }

    /** Registers an order that is about to be sent. */
    public synchronized OrderAwaitingCallback register(OrderId id, ResolvedRequest request) {
        return add(new OrderAwaitingCallback(id, request));
    }

    /** Registers an order of unknown outcome that another process left; does nothing if the order is registered. */
    public synchronized void restore(OrderIntent intent, ResolvedRequest request, VideoFailure unknown) {
        if (!orders.containsKey(intent.order().toString())) {
            add(OrderAwaitingCallback.orphaned(intent, request, unknown));
        }
    }

    /** Records that {@code task} belongs to {@code order}, which any process may have submitted. */
    public synchronized void restore(OrderId order, TaskRef task) {
        owners.putIfAbsent(task.key(), order);
    }

    private OrderAwaitingCallback add(OrderAwaitingCallback order) {
        orders.put(order.id().toString(), order);
        if (orders.size() > maxOrders) {
            OrderAwaitingCallback eldest = orders.values().iterator().next();
            orders.remove(eldest.id().toString());
            eldest.task().ifPresent(task -> owners.remove(task.key()));
        }
        return order;
    }

    /** Returns the order with the given {@link OrderId}, if it is registered. */
    public synchronized Optional<OrderAwaitingCallback> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /**
     * Records the result of the submit of {@code order}, and returns the hints of the callbacks that came before it.
     */
    public synchronized List<CallbackHint> onResult(OrderAwaitingCallback order, Either<VideoFailure, TaskRef> result) {
        result.peek(task -> owners.put(task.key(), order.id()));
        return order.onResult(result);
    }

    /** Returns whether {@code task} is known to belong to another order than {@code order}. */
    public synchronized boolean belongsToAnother(TaskRef task, OrderAwaitingCallback order) {
        OrderId owner = owners.get(task.key());
        return owner != null && !owner.equals(order.id());
    }

    /**
     * Records that a poll has confirmed {@code task} as the task of {@code order}, whose outcome was unknown.
     *
     * @return the failure of the submit, once; empty if the order already has a task, or the task belongs to another
     *     order
     */
    public synchronized Optional<VideoFailure> confirm(OrderAwaitingCallback order, TaskRef task) {
        if (belongsToAnother(task, order)) {
            return Optional.empty();
        }
        Optional<VideoFailure> failure = order.confirm(task);
        failure.ifPresent(ignored -> owners.put(task.key(), order.id()));
        return failure;
    }
}
