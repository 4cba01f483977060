package io.github.reel4j.callback;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The orders of this process that a vendor may call back about, the latest 100,000; of an older one a callback is no faster than
 * a poll. No task belongs to two of them. Thread-safe.
 */
public final class CallbackRegistry {

    private static final int MAX_ORDERS = 100_000;

    private final int maxOrders;
    private final Map<String, PendingCallback> orders = new LinkedHashMap<>();
    private final Map<TaskKey, OrderId> owners = new HashMap<>();

    public CallbackRegistry() {
        this(MAX_ORDERS);
    }

    CallbackRegistry(int max) {
        this.maxOrders = max;
    }

    /** An order is about to be sent. */
    public synchronized PendingCallback register(OrderId id, ResolvedRequest request) {
        return add(new PendingCallback(id, request));
    }

    /** An order that another process left, of unknown fate; one that is here already stays as it is. */
    public synchronized void restore(OrderIntent intent, ResolvedRequest request, VideoFailure unknown) {
        if (!orders.containsKey(intent.order().toString())) {
            add(PendingCallback.orphaned(intent, request, unknown));
        }
    }

    /** A task is known to be that of {@code order}, whoever placed it. */
    public synchronized void restore(OrderId order, TaskRef task) {
        owners.putIfAbsent(task.key(), order);
    }

    private PendingCallback add(PendingCallback order) {
        orders.put(order.id().toString(), order);
        if (orders.size() > maxOrders) {
            PendingCallback eldest = orders.values().iterator().next();
            orders.remove(eldest.id().toString());
            eldest.task().ifPresent(task -> owners.remove(task.key()));
        }
        return order;
    }

    public synchronized Optional<PendingCallback> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The submit of {@code order} has been answered; gives what callbacks have claimed of it before. */
    public synchronized List<CallbackHint> onResult(PendingCallback order, Either<VideoFailure, TaskRef> result) {
        result.peek(task -> owners.put(task.key(), order.id()));
        return order.onResult(result);
    }

    /** Whether a task is known to be another order's than {@code order}. */
    public synchronized boolean belongsToAnother(TaskRef task, PendingCallback order) {
        OrderId owner = owners.get(task.key());
        return owner != null && !owner.equals(order.id());
    }

    /**
     * A poll has confirmed that a task of {@code order} exists, whose submit's fate was unknown.
     *
     * @return that submit's failure, once; empty if the order has a task already, or the task another order
     */
    public synchronized Optional<VideoFailure> confirm(PendingCallback order, TaskRef task) {
        if (belongsToAnother(task, order)) {
            return Optional.empty();
        }
        Optional<VideoFailure> failure = order.confirm(task);
        failure.ifPresent(ignored -> owners.put(task.key(), order.id()));
        return failure;
    }
}
