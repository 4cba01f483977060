package io.github.reel4j.cli;

import io.github.reel4j.CallbackIntake;
import io.github.reel4j.CallbackOutcome;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.journal.OrderState;
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
final class LostOrders implements AutoCloseable {

    private final Terminal terminal;
    private final List<JournaledOrder> journaled;
    private final Optional<CallbackListener> listener;
    private final Map<String, CallbackIntake> intakes = new ConcurrentHashMap<>();
    private final AtomicInteger left = new AtomicInteger();

    private LostOrders(Terminal terminal, List<JournaledOrder> journaled, Optional<CallbackListener> listener) {
        this.terminal = terminal;
        this.journaled = journaled;
        this.listener = listener;
    }

    /**
     * Takes the port; connections wait until {@link #serve}.
     *
     * @param journaled all orders of the journal
     * @param port 0 to 65535; empty if nothing is to be listened for
     * @throws RefusedException if the port cannot be had, or it would be in vain
     */
    static LostOrders of(Session session, List<JournaledOrder> journaled, Optional<Integer> port) {
        if (port.isPresent()
                && session.settings().find("reel4j", "callback-secret").isEmpty()) {
            throw new RefusedException(
                    ExitCodes.USAGE,
                    "--listen knows the callbacks of earlier orders by REEL4J_CALLBACK_SECRET alone, and it is not set."
                            + " Set it for the runs that order as well; of orders that were placed without it, see"
                            + " 'reel settle'.");
        }
        return new LostOrders(session.terminal(), journaled, port.map(CallbackListener::bind));
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
        List<JournaledOrder> own = journaled.stream()
                .filter(order -> order.provider().equals(Optional.of(provider)))
                .toList();
        left.addAndGet(client.callbacks().takeUp(own).size());
        intakes.put(provider.value(), client.callbacks().onRecovered(order -> {
            found.accept(order);
            left.decrementAndGet();
        }));
    }

    /** From now on callbacks are taken. */
    void serve() {
        listener.ifPresent(each -> {
            each.serve(this::receive, outcome -> {});
            terminal.note("  callbacks  " + each.address() + ", for " + left + " orders of unknown fate");
        });
    }

    /** How many of them may still be found. */
    int left() {
        return left.get();
    }

    private CallbackOutcome receive(String path, Map<String, List<String>> headers, byte[] body) {
        String[] segments = path.split("/", -1);
        CallbackIntake intake = segments.length < 3 ? null : intakes.get(segments[segments.length - 3]);
        return intake == null ? CallbackOutcome.NOT_FOUND : intake.receive(path, headers, body);
    }

    private Stream<JournaledOrder> unknown() {
        return journaled.stream().filter(order -> order.state() == OrderState.UNKNOWN);
    }

    @Override
    public void close() {
        listener.ifPresent(CallbackListener::close);
    }
}
