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
import java.util.stream.Stream;

/** The orders of unknown fate in a journal, and the callbacks that may resolve them, if a run listens for any. */
final class UnresolvedOrders implements AutoCloseable {

    private final Terminal terminal;
    private final List<OrderSummary> journaled;
    private final Optional<CallbackListener> listener;
    private final Map<String, CallbackReceiver> receivers = new ConcurrentHashMap<>();
    private final AtomicInteger remaining = new AtomicInteger();

    private UnresolvedOrders(Terminal terminal, List<OrderSummary> journaled, Optional<CallbackListener> listener) {
        this.terminal = terminal;
        this.journaled = journaled;
        this.listener = listener;
    }

    /**
     * Takes the port; connections wait until {@link #serve}.
     *
     * @param journaled all orders of the journal
     * @param port 0 to 65535; empty if nothing is to be listened for
     * @throws CliException if the port cannot be had, or it would be in vain
     */
    static UnresolvedOrders of(CliContext context, List<OrderSummary> journaled, Optional<Integer> port) {
        if (port.isPresent()
                && context.settings().find("reel4j", "callback-secret").isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "--listen knows the callbacks of earlier orders by REEL4J_CALLBACK_SECRET alone, and it is not set."
                            + " Set it for the runs that order as well; of orders that were placed without it, see"
                            + " 'reel resolve'.");
        }
        return new UnresolvedOrders(context.terminal(), journaled, port.map(CallbackListener::bind));
    }

    /** Under which address vendors reach us; empty if they are not to call. */
    Optional<URI> base() {
        return listener.map(CallbackListener::address);
    }

    /** Whose orders may be called back about. */
    Set<ProviderId> providers() {
        return listener.isEmpty()
                ? Set.of()
                : unknown().flatMap(order -> order.provider().stream()).collect(Collectors.toSet());
    }

    /** Hands callbacks about orders of {@code provider} to {@code client}; {@code found} hears of those that it finds. */
    void await(ProviderId provider, VideoClient client, Consumer<RecoveredOrder> found) {
        if (listener.isEmpty()) {
            return;
        }
        List<OrderSummary> own = journaled.stream()
                .filter(order -> order.provider().equals(Optional.of(provider)))
                .toList();
        remaining.addAndGet(client.callbacks().restore(own).size());
        receivers.put(provider.value(), client.callbacks().onRecovered(order -> {
            found.accept(order);
            remaining.decrementAndGet();
        }));
    }

    /** From now on callbacks are taken. */
    void serve() {
        listener.ifPresent(each -> {
            each.serve(this::receive, outcome -> {});
            terminal.note("  callbacks  " + each.address() + ", for " + remaining + " orders of unknown fate");
        });
    }

    /** How many of them may still be found. */
    int remaining() {
        return remaining.get();
    }

    private CallbackResponse receive(String path, Map<String, List<String>> headers, byte[] body) {
        String[] segments = path.split("/", -1);
        CallbackReceiver receiver = segments.length < 3 ? null : receivers.get(segments[segments.length - 3]);
        return receiver == null ? CallbackResponse.NOT_FOUND : receiver.receive(path, headers, body);
    }

    private Stream<OrderSummary> unknown() {
        return journaled.stream().filter(order -> order.state() == OrderState.UNKNOWN);
    }

    @Override
    public void close() {
        listener.ifPresent(CallbackListener::close);
    }
}
