package io.github.reel4j.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known about the order of a {@link ClientEvent}. It contains no prompt, no URL and no key. Immutable.
 *
 * @param provider the provider of the order
 * @param operation the operation; empty only for a callback about an order that this client does not know
 * @param model the vendor's id of the model; empty if this client did not submit the order
 * @param order the id of the order, the same as in the journal; empty if this client did not submit the order, or if
 *     the order failed before it was priced
 * @param task the vendor's task; empty until the vendor has named one
 */
public record OrderContext(
        ProviderId provider,
        Optional<Operation> operation,
        Optional<String> model,
        Optional<OrderId> order,
        Optional<TaskRef> task) {

    /** Creates a context. */
    public OrderContext {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(task, "task");
    }

    /** Returns the context of an order without a task. */
    public static OrderContext of(OrderIntent intent) {
        return new OrderContext(
                intent.provider(),
                Optional.of(intent.operation()),
                Optional.of(intent.model()),
                Optional.of(intent.order()),
                Optional.empty());
    }

    /** Returns the context of a task whose order is not known. */
    public static OrderContext of(TaskRef task) {
        return new OrderContext(
                task.provider(), Optional.of(task.operation()), Optional.empty(), Optional.empty(), Optional.of(task));
    }

    /** Returns a copy with the given task. */
    public OrderContext withTask(TaskRef known) {
        return new OrderContext(provider, operation, model, order, Optional.of(known));
    }
}
