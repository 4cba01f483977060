package io.github.reel4j.cli;

import io.github.reel4j.CallbackReceiver;
import io.github.reel4j.CallbackResponse;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.ProviderId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The orders of a journal, with an HTTP listener for the vendors' callbacks, which may resolve the orders of unknown
 * outcome.
 */
final class UnresolvedOrders implements AutoCloseable {

    private final TerminalStreams terminal;
    private final List<OrderSummary> orders;
    private final Optional<CallbackListener> listener;
    private final Map<String, CallbackReceiver> receivers = new ConcurrentHashMap<>();
    private final AtomicInteger remaining = new AtomicInteger();

    private UnresolvedOrders(TerminalStreams terminal, List<OrderSummary> orders, Optional<CallbackListener> listener) {
        this.terminal = terminal;
        this.orders = orders;
        this.listener = listener;
    }

    /**
     * Opens the port. Connections wait until {@link #serve} is called.
     *
     * @param orders all orders of the journal
     * @param port 0 to 65535; empty for no listener
     * @throws CliException if the port cannot be opened, or if no secret is set to verify callbacks with
     */
    static UnresolvedOrders of(CliContext context, List<OrderSummary> orders, Optional<Integer> port) {
        if (port.isPresent()
                && context.settings().find("reel4j", "callback-secret").isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "--listen needs REEL4J_CALLBACK_SECRET. Set the same value when you order. Callbacks of orders"
                            + " placed without it cannot be recognized: use 'reel resolve'.");
        }
        return new UnresolvedOrders(context.terminal(), orders, port.map(CallbackListener::bind));
    }

    /** Returns the base URL that vendors call; empty without a listener. */
    Optional<URI> url() {
        return listener.map(CallbackListener::url);
    }

    /** Returns the providers of the unresolved orders; none without a listener. */
    Set<ProviderId> providers() {
        return listener.isEmpty()
                ? Set.of()
                : orders.stream()
                        .filter(order -> order.state() == OrderState.UNKNOWN)
                        .flatMap(order -> order.provider().stream())
                        .collect(Collectors.toSet());
    }

    /**
     * Passes callbacks about orders of {@code provider} to {@code client}.
     *
     * @param onRecovered called for each order whose task a callback reveals
     */
    void register(ProviderId provider, VideoClient client, Consumer<RecoveredOrder> onRecovered) {
        if (listener.isEmpty()) {
            return;
        }
        List<OrderSummary> own = orders.stream()
                .filter(order -> order.provider().equals(Optional.of(provider)))
                .toList();
        remaining.addAndGet(client.callbacks().restore(own).size());
        receivers.put(provider.value(), client.callbacks().onRecovered(order -> {
            onRecovered.accept(order);
            remaining.decrementAndGet();
        }));
    }

    /** Starts to accept callbacks. */
    void serve() {
        listener.ifPresent(each -> {
            each.serve(this::receive, response -> {});
            terminal.note("  callbacks  " + each.url() + ", for " + remaining + " orders with an unknown outcome");
        });
    }

    /** Returns how many orders a callback may still resolve. */
    int remaining() {
        return remaining.get();
    }

    private CallbackResponse receive(String path, Map<String, List<String>> headers, byte[] body) {
        String[] segments = path.split("/", -1);
        CallbackReceiver receiver = segments.length < 3 ? null : receivers.get(segments[segments.length - 3]);
        return receiver == null ? CallbackResponse.NOT_FOUND : receiver.receive(path, headers, body);
    }

    @Override
    public void close() {
        listener.ifPresent(CallbackListener::close);
    }
}
