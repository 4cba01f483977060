package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The orders of one operation that rules repeat their checks with, because a provider may treat each of its models, and
 * orders with a callback URL, in another way.
 */
final class OrdersOfOperation {

    private final ContractContext context;

    OrdersOfOperation(ContractContext context) {
        this.context = context;
    }

    /**
     * Returns the subject's order first, then the order with everything of its model, and both kinds of order of each
     * other model. An order with everything has a callback URL, if the provider declares callbacks.
     */
    List<ResolvedRequest> of(Operation operation, List<ModelSpec> orderable) {
        ResolvedRequest plain = context.resolved(operation);
        List<ResolvedRequest> orders = new ArrayList<>(List.of(plain));
        full(plain.model()).ifPresent(orders::add);
        orderable.stream()
                .filter(model -> model.operation() == operation
                        && !model.id().equals(plain.model().id()))
                .forEach(model -> {
                    orders.add(new OrderVariants(context, model).minimal());
                    full(model).ifPresent(orders::add);
                });
        return List.copyOf(orders);
    }

    private Optional<ResolvedRequest> full(ModelSpec model) {
        OrderVariants variants = new OrderVariants(context, model);
        ResolvedRequest full = variants.full().orElseGet(variants::minimal);
        return context.provider().callbacks().isPresent()
                ? Optional.of(full.withCallback(OrderVariants.CALLBACK))
                        .filter(order -> context.provider().violations(order).isEmpty())
                : Optional.of(full);
    }
}
