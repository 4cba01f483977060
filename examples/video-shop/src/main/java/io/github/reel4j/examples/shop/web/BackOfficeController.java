package io.github.reel4j.examples.shop.web;

import io.github.reel4j.VideoClient;
import io.github.reel4j.examples.shop.ShopProperties;
import io.github.reel4j.examples.shop.SpendToday;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.OrderFailure;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the people of the shop see: the spend of today, and the orders that need a decision. It shows no prompt, no URL
 * and no customer. A real shop would require a login for these paths.
 */
@RestController
class BackOfficeController {

    /** Who resolves orders. A real shop has the name of the user who is logged in. */
    private static final String PERSON = "back office";

    private final VideoClient client;
    private final OrderQueue queue;
    private final SpendToday spend;
    private final ShopProperties properties;

    BackOfficeController(VideoClient client, OrderQueue queue, SpendToday spend, ShopProperties properties) {
        this.client = client;
        this.queue = queue;
        this.spend = spend;
        this.properties = properties;
    }

    /**
     * What the page needs to know once.
     *
     * @param simulated whether the vendors are simulators, so that orders cost nothing
     */
    record ShopDescription(boolean simulated, List<String> operations, List<VendorDescription> vendors) {}

    /** A vendor on the class path. */
    record VendorDescription(String id, boolean hasKey) {}

    /** An order of unknown outcome. */
    record UnknownOrder(
            String key,
            String state,
            String operation,
            Optional<String> provider,
            Optional<String> model,
            String price,
            Optional<Instant> submittedAt,
            Optional<String> failure) {}

    /** What a person has found out about an order of unknown outcome. */
    record UnknownOrderResolution(
            ResolvedOutcome outcome, @Nullable String vendorTaskId) {}

    /** What became of an order. */
    enum ResolvedOutcome {
        /** The vendor has accepted it, as a task that the person names. */
        ACCEPTED,
        /** The vendor has not accepted it. */
        NOT_ACCEPTED,
        /** The vendor has not accepted it, and it is to be sent again. */
        NOT_ACCEPTED_SEND_AGAIN
    }

    @GetMapping("/api/shop")
    ShopDescription shop() {
        return new ShopDescription(
                properties.simulators() != null,
                Arrays.stream(Operation.values()).map(Operation::id).toList(),
                client.providers().stream()
                        .map(provider -> new VendorDescription(provider.id().value(), provider.hasKey()))
                        .toList());
    }

    @GetMapping("/api/spend")
    List<SpendToday.Sum> spend() {
        return spend.sums();
    }

    @GetMapping("/api/unknown-orders")
    List<UnknownOrder> unknownOrders() {
        return queue.unresolved().stream()
                .filter(order -> order.state() == QueuedOrderState.UNKNOWN)
                .map(BackOfficeController::unknownOrder)
                .toList();
    }

    @PostMapping("/api/unknown-orders/{key}/resolution")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resolve(@PathVariable String key, @RequestBody UnknownOrderResolution resolution) {
        OrderKey order = OrderKey.of(key);
        switch (resolution.outcome()) {
            case ACCEPTED -> {
                String task = resolution.vendorTaskId();
                if (task == null || task.isBlank()) {
                    throw new IllegalArgumentException("The task id of the vendor is missing. Nothing was changed.");
                }
                queue.resolveAccepted(order, task.strip(), PERSON);
            }
            case NOT_ACCEPTED -> queue.resolveNotAccepted(order, PERSON);
            case NOT_ACCEPTED_SEND_AGAIN -> {
                queue.resolveNotAccepted(order, PERSON);
                queue.retry(order, PERSON);
            }
        }
    }

    private static UnknownOrder unknownOrder(QueuedOrder order) {
        return new UnknownOrder(
                order.key().value(),
                order.state().name(),
                order.operation().id(),
                order.provider().map(ProviderId::value),
                order.model(),
                order.price().toString(),
                order.times().submitted(),
                order.failure().map(OrderFailure::message));
    }
}
