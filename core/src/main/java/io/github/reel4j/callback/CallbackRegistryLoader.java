package io.github.reel4j.callback;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers the orders that other processes have left in a journal, so that callbacks can resolve them. Thread-safe.
 */
public final class CallbackRegistryLoader {

    private final ProviderRegistry providers;
    private final CallbackRegistry callbacks;

    @Inject
    CallbackRegistryLoader(ProviderRegistry providers, CallbackRegistry callbacks) {
        this.providers = providers;
        this.callbacks = callbacks;
    }

    /** Registers {@code orders}, and returns those of unknown outcome that a callback can resolve. Calls no vendor. */
    public List<OrderSummary> restore(List<OrderSummary> orders) {
        orders.forEach(order -> order.intent()
                .ifPresent(intent -> order.task().ifPresent(task -> callbacks.restore(intent.order(), task))));
        return orders.stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .filter(order -> order.intent().filter(this::restore).isPresent())
                .toList();
    }

    /** Returns whether the provider of the order is present, supports callbacks, and still has the model. */
    private boolean restore(OrderIntent intent) {
        Optional<ResolvedRequest> request = providers
                .byId(intent.provider())
                .toJavaOptional()
                .filter(provider -> provider.callbacks().isPresent())
                .flatMap(provider -> provider.models().stream()
                        .filter(model -> model.operation() == intent.operation()
                                && model.id().equals(intent.model()))
                        .findFirst())
                .map(model -> new ResolvedRequest(intent.provider(), model, Map.of()));
        request.ifPresent(each -> callbacks.restore(intent, each, unknown(intent)));
        return request.isPresent();
    }

    private static VideoFailure unknown(OrderIntent intent) {
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "the process that sent the order " + intent.order() + " (" + intent.provider() + " " + intent.model()
                        + " " + intent.operation() + " #" + intent.fingerprint()
                        + ") ended before the vendor's response. The vendor may have accepted and billed the order."
                        + "\n  Look at the vendor's console before ordering again.");
    }
}
