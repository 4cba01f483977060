package io.github.reel4j;

import io.github.reel4j.callback.CallbackMatcher;
import io.github.reel4j.callback.CallbackRegistryLoader;
import io.github.reel4j.callback.CallbackTaskVerifier;
import io.github.reel4j.callback.CallbackTaskVerifier.AcceptedOrder;
import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.callback.CallbackUrls.CallbackTarget;
import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VerifiedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.wiring.ClientComponent;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Receives the vendors' callbacks from the program's web server. A callback is only a hint: the client then polls the
 * task, and the status that the vendor returns decides. A callback that is lost, late, forged, repeated, or earlier
 * than the response to the submit only changes how soon a status is known. Thread-safe.
 */
public final class CallbackReceiver {

    /** The maximum size of a body, in bytes. A web server should read no more. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private static final SafeLog LOG = SafeLog.of(CallbackReceiver.class);

    private final CallbackUrls urls;
    private final ProviderRegistry registry;
    private final CallbackMatcher matcher;
    private final CallbackRegistryLoader restorer;
    private final CallbackTaskVerifier taskVerifier;
    private final Map<AcceptedOrder, RecoveredOrder> recovered = new ConcurrentHashMap<>();

    CallbackReceiver(CallbackUrls urls, ClientComponent component) {
        this.urls = urls;
        this.registry = component.providers();
        this.matcher = component.callbackMatcher();
        this.restorer = component.orderRestorer();
        this.taskVerifier = component.taskVerifier();
    }

    /**
     * Processes one HTTP request. Returns immediately and never throws; vendors are polled on the client's own threads.
     * A path, headers, values or a body that are null count as missing.
     *
     * @param path the path of the request, with or without query; proxies may have changed all but its last 3 segments
     * @param headers the headers of the request, with names in any case; they hold signatures
     * @param body the bytes as received, because signatures cover them
     * @return the response to send
     */
    public CallbackResponse receive(
            @Nullable String path,
            @Nullable Map<@Nullable String, @Nullable List<@Nullable String>> headers,
            byte @Nullable [] body) {
        return process(
                path,
                headers,
                body,
                callback -> matcher.onCallback(callback.provider(), callback.order(), callback.hint())
                        ? CallbackResponse.ACCEPTED
                        : CallbackResponse.UNREADABLE);
    }

    /**
     * Verifies one HTTP request as {@link #receive(String, Map, byte[])} does, and passes it to the program, which
     * keeps its orders outside of this client, for example in an order queue. Never throws.
     *
     * @param path the path of the request, with or without query
     * @param headers the headers of the request, with names in any case
     * @param body the bytes as received
     * @param orders called once if the callback is valid; returns whether it has the order. If it throws, the vendor
     *     may send the callback again
     * @return the response to send; {@link CallbackResponse#NOT_FOUND} if {@code orders} does not have the order
     */
    public CallbackResponse receive(
            @Nullable String path,
            @Nullable Map<@Nullable String, @Nullable List<@Nullable String>> headers,
            byte @Nullable [] body,
            Predicate<VerifiedCallback> orders) {
        return process(path, headers, body, callback -> pass(callback.verified(), orders));
    }

    private static CallbackResponse pass(VerifiedCallback callback, Predicate<VerifiedCallback> orders) {
        try {
            return orders.test(callback) ? CallbackResponse.ACCEPTED : CallbackResponse.NOT_FOUND;
        } catch (Throwable e) { // for example a database that cannot be used
            LOG.warn("a callback could not be passed to the program: {}", ExceptionName.of(e));
            return CallbackResponse.UNAVAILABLE;
        }
    }

    /** Returns the response to a callback that is not proven to be from the vendor; empty for all others. */
    private static Optional<CallbackResponse> rejection(Either<VideoFailure, CallbackHint> read) {
        return read.swap().toJavaOptional().flatMap(failure -> switch (failure.kind()) {
            case BAD_SIGNATURE -> Optional.of(CallbackResponse.NOT_FOUND);
            case UNAVAILABLE, INTERRUPTED -> Optional.of(CallbackResponse.UNAVAILABLE);
            default -> Optional.empty();
        });
    }

    /** Returns what {@code next} makes of the callback if it is authentic, or the response that rejects it. */
    private CallbackResponse process(
            @Nullable String path,
            @Nullable Map<@Nullable String, @Nullable List<@Nullable String>> headers,
            byte @Nullable [] body,
            Function<AuthenticCallback, CallbackResponse> next) {
        try {
            Optional<CallbackTarget> target = urls.find(path == null ? "" : path);
            if (target.isEmpty()) {
                return CallbackResponse.NOT_FOUND;
            }
            byte[] bytes = body == null ? new byte[0] : body;
            if (bytes.length > MAX_BODY_BYTES) {
                return CallbackResponse.TOO_LARGE;
            }
            String order = target.get().order();
            ReceivedCallback callback = new ReceivedCallback(headers == null ? Map.of() : headers, bytes);
            return registry.byId(target.get().provider())
                    .toJavaOptional()
                    .flatMap(provider ->
                            provider.callbacks().map(reader -> process(provider, reader, order, callback, next)))
                    .orElse(CallbackResponse.NOT_FOUND);
        } catch (Throwable e) { // for example a map of the web server that throws; polling continues
            LOG.warn("a callback could not be processed: {}", ExceptionName.of(e));
            return CallbackResponse.UNREADABLE;
        }
    }

    private static CallbackResponse process(
            VideoProvider provider,
            CallbackReader reader,
            String order,
            ReceivedCallback callback,
            Function<AuthenticCallback, CallbackResponse> next) {
        Either<VideoFailure, CallbackHint> read = reader.read(callback);
        Optional<CallbackResponse> rejection = rejection(read);
        if (rejection.isPresent()) {
            LOG.debug("{} rejected: {}", callback, read.getLeft().kind());
            return rejection.get();
        }
        return next.apply(new AuthenticCallback(provider, order, read));
    }

    /**
     * A callback whose URL and signature are valid.
     *
     * @param hint what the body says; a failure if it cannot be parsed
     */
    private record AuthenticCallback(VideoProvider provider, String order, Either<VideoFailure, CallbackHint> hint) {

        VerifiedCallback verified() {
            return new VerifiedCallback(
                    provider.id(), OrderId.parse(order), hint.toJavaOptional().map(CallbackHint::taskId));
        }
    }

    /**
     * Adds a listener for orders whose submit failed with {@link FailureKind#SUBMISSION_UNKNOWN}, and that a callback
     * and then a poll have shown to be accepted. It is called once for each order, including those recovered before,
     * one at a time, on a thread of the client. It may block.
     */
    public CallbackReceiver onRecovered(Consumer<RecoveredOrder> listener) {
        Objects.requireNonNull(listener, "listener");
        taskVerifier.addListener(
                order -> listener.accept(recovered.computeIfAbsent(order, CallbackReceiver::toRecovered)));
        return this;
    }

    private static RecoveredOrder toRecovered(AcceptedOrder order) {
        return new RecoveredOrder(order.failure(), new VideoTask(order.task()));
    }

    /**
     * Restores the orders that other processes, mostly earlier ones, have left in a journal. A callback for one of
     * their orders of unknown outcome then resolves the order as if it had been submitted here, and their tasks are not
     * taken for those of other orders. Requires that all processes share the setting {@code reel4j.callback-secret}.
     * Calls no vendor.
     *
     * @param orders the value of {@link io.github.reel4j.journal.JournalSnapshot#orders}; a part of it if the journal
     *     is large
     * @return the orders of unknown outcome that a callback can resolve: their provider is present, supports callbacks,
     *     and still has the model
     */
    public List<OrderSummary> restore(List<OrderSummary> orders) {
        return restorer.restore(orders);
    }
}
