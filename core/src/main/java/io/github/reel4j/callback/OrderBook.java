package io.github.reel4j.callback;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskName;
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
public final class OrderBook {

    private static final int MOST_ORDERS = 100_000;

    private final int most;
    private final Map<String, ExpectedCallback> orders = new LinkedHashMap<>();
    private final Map<TaskName, OrderId> owners = new HashMap<>();

    public OrderBook() {
        this(MOST_ORDERS);
    }

    OrderBook(int most) {
        this.most = most;
    }

    /** An order is about to be sent. */
    public synchronized ExpectedCallback open(OrderId id, ResolvedRequest request) {
        return add(new ExpectedCallback(id, request));
    }

    /** An order that another process left, of unknown fate; one that is here already stays as it is. */
    public synchronized void takeUp(OrderIntent intent, ResolvedRequest request, VideoFailure unknown) {
        if (!orders.containsKey(intent.order().toString())) {
            add(ExpectedCallback.left(intent, request, unknown));
        }
    }

    /** A task is known to be that of {@code order}, whoever placed it. */
    public synchronized void takeUp(OrderId order, TaskRef task) {
        owners.putIfAbsent(task.name(), order);
    }

    private ExpectedCallback add(ExpectedCallback order) {
        orders.put(order.id().toString(), order);
        if (orders.size() > most) {
            ExpectedCallback eldest = orders.values().iterator().next();
            orders.remove(eldest.id().toString());
            eldest.task().ifPresent(task -> owners.remove(task.name()));
        }
        return order;
    }

    public synchronized Optional<ExpectedCallback> find(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** The submit of {@code order} has been answered; gives what callbacks have claimed of it before. */
    public synchronized List<CallbackHint> answered(ExpectedCallback order, Either<VideoFailure, TaskRef> answer) {
        answer.peek(task -> owners.put(task.name(), order.id()));
        return order.answered(answer);
    }

    /** Whether a task is known to be another order's than {@code order}. */
    public synchronized boolean isAnothers(TaskRef task, ExpectedCallback order) {
        OrderId owner = owners.get(task.name());
        return owner != null && !owner.equals(order.id());
    }

    /**
     * A poll has confirmed that a task of {@code order} exists, whose submit's fate was unknown.
     *
     * @return that submit's failure, once; empty if the order has a task already, or the task another order
     */
    public synchronized Optional<VideoFailure> confirmed(ExpectedCallback order, TaskRef task) {
        if (isAnothers(task, order)) {
            return Optional.empty();
        }
        Optional<VideoFailure> failure = order.confirmed(task);
        failure.ifPresent(ignored -> owners.put(task.name(), order.id()));
        return failure;
    }
}
