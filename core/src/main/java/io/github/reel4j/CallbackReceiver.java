package io.github.reel4j;

import io.github.reel4j.callback.CallbackRegistry;
import io.github.reel4j.callback.CallbackUrls;
import io.github.reel4j.callback.PendingCallback;
import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.OrderRecorder;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes what vendors call back, from whatever web server the program has. A callback is a hint and no more: it makes the client
 * ask the vendor at once, and what the vendor then says counts. One that is lost, late, forged, repeated, or comes before the
 * submit has been answered, changes nothing but speed. Thread-safe.
 */
@Singleton
public final class CallbackReceiver {

    /** The largest body that is looked at. A web server need not read more, and should not. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private static final SafeLog LOG = SafeLog.of(CallbackReceiver.class);

    private final Optional<CallbackUrls> urls;
    private final ProviderRegistry registry;
    private final TaskService tasks;
    private final OrderRecovery recovery;
    private final OrderRecorder journal;
    private final CallbackRegistry callbacks = new CallbackRegistry();

    @Inject
    CallbackReceiver(
            ClientOptions options,
            ProviderRegistry registry,
            TaskService tasks,
            OrderRecovery recovery,
            OrderRecorder journal) {
        this.urls = options.callbackUrls();
        this.registry = registry;
        this.tasks = tasks;
        this.recovery = recovery;
        this.journal = journal;
    }

    /**
     * Takes one request. It returns at once and never throws, whatever it is given: what there is to ask of the vendor is asked on the
     * client's own threads. A path, headers, values or a body that are null count as ones that are missing.
     *
     * @param path of the request, with or without its query; proxies may have changed all but its last three segments
     * @param headers in any case; signatures are found there
     * @param body the bytes as they came, for a signature is made over them
     * @return what to answer
     */
    public CallbackResponse receive(
            @Nullable String path,
            @Nullable Map<@Nullable String, @Nullable List<@Nullable String>> headers,
            byte @Nullable [] body) {
        try {
            return received(
                    path == null ? "" : path, headers == null ? Map.of() : headers, body == null ? new byte[0] : body);
        } catch (
                Throwable e) { // such as a map of the web server's that throws: the vendor may call again, and polls go
            // on
            LOG.warn("a callback could not be taken: {}", ExceptionName.of(e));
            return CallbackResponse.UNREADABLE;
        }
    }

    private CallbackResponse received(
            String path, Map<@Nullable String, @Nullable List<@Nullable String>> headers, byte[] body) {
        Optional<CallbackUrls.CallbackTarget> called = urls.flatMap(each -> each.find(path));
        if (called.isEmpty()) {
            return CallbackResponse.NOT_FOUND;
        }
        if (body.length > MAX_BODY_BYTES) {
            return CallbackResponse.TOO_LARGE;
        }
        return registry.byId(called.get().provider())
                .toJavaOptional()
                .flatMap(provider -> provider.callbacks()
                        .map(reader ->
                                handle(provider, reader, called.get().order(), new ReceivedCallback(headers, body))))
                .orElse(CallbackResponse.NOT_FOUND);
    }

    /**
     * Tells {@code listener} of each order whose submit ended in {@link FailureKind#SUBMISSION_UNKNOWN} and that a callback, and
     * then the vendor itself, have shown to be accepted; of those found before as well. It is called once for each, one at a time, on
     * a thread of the client's that nobody else waits for.
     */
    public CallbackReceiver onRecovered(Consumer<RecoveredOrder> listener) {
        recovery.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Takes up what other processes, mostly earlier ones, have left in a journal: a callback for one of their orders of unknown fate
     * resolves it as if it had been placed here, and their tasks are taken for no other order's. The tokens must have been made with
     * the same setting {@code reel4j.callback-secret}. Nothing is asked and nothing is sent.
     *
     * @param orders those of {@link io.github.reel4j.journal.JournalSnapshot#orders}, as many as are held of a large journal
     * @return those of unknown fate that a callback may resolve: their provider is here, reads callbacks, and has their model still
     */
    public List<OrderSummary> restore(List<OrderSummary> orders) {
        orders.forEach(order -> order.intent()
                .ifPresent(intent -> order.task().ifPresent(task -> callbacks.restore(intent.order(), task))));
        return orders.stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .filter(order -> order.intent().filter(this::restore).isPresent())
                .toList();
    }

    private boolean restore(OrderIntent intent) {
        Optional<ResolvedRequest> request = registry.byId(intent.provider())
                .toJavaOptional()
                .filter(provider -> provider.callbacks().isPresent())
                .flatMap(provider -> provider.models().stream()
                        .filter(model -> model.operation() == intent.operation()
                                && model.id().equals(intent.model()))
                        .findFirst())
                .map(model -> new ResolvedRequest(intent.provider(), model, Map.of()));
        request.ifPresent(each -> callbacks.restore(
                intent,
                each,
                VideoFailure.of(
                        FailureKind.SUBMISSION_UNKNOWN,
                        "the order " + intent.order() + ", " + intent.provider() + " " + intent.model() + " "
                                + intent.operation() + " #" + intent.fingerprint()
                                + ", was left by another process, and the vendor may have accepted it.")));
        return request.isPresent();
    }

    /** Makes {@code request} ready to be sent, with an address of its own if callbacks are wanted. */
    PreparedOrder expect(OrderId id, ResolvedRequest request) {
        if (urls.isEmpty()) {
            return new PreparedOrder(request, () -> false, result -> result);
        }
        PendingCallback order = callbacks.register(id, request);
        URI address = urls.get().urlFor(request.provider(), id.toString());
        return new PreparedOrder(
                request.withCallback(address), order::isClaimed, result -> onResult(order, address, result));
    }

    /**
     * An order that is about to be sent.
     *
     * @param calledBack whether a callback has named a task of the order that is not known yet
     */
    record PreparedOrder(
            ResolvedRequest request,
            BooleanSupplier calledBack,
            UnaryOperator<Either<VideoFailure, VideoTask>> callback) {

        /** Matches what the vendor answered with what was called back meanwhile; the answer to pass on. */
        Either<VideoFailure, VideoTask> onResult(Either<VideoFailure, VideoTask> result) {
            return callback.apply(result);
        }
    }

    private Either<VideoFailure, VideoTask> onResult(
            PendingCallback order, URI address, Either<VideoFailure, VideoTask> raw) {
        Either<VideoFailure, VideoTask> result = raw.mapLeft(failure -> CallbackUrls.redactToken(address, failure));
        try {
            matched(order, result);
        } catch (Throwable e) { // a callback is a hint: without it the answer is what it is
            LOG.warn("callbacks of an order are not looked at: {}", ExceptionName.of(e));
        }
        return result;
    }

    private void matched(PendingCallback order, Either<VideoFailure, VideoTask> result) {
        List<CallbackHint> early = callbacks.onResult(order, result.map(VideoTask::ref));
        result.peek(task -> early.forEach(hint -> match(hint, task.ref())));
        if (order.unknownFailure().isPresent()) {
            order.request()
                    .flatMap(request -> registry.byId(request.provider()).toJavaOptional())
                    .ifPresent(provider -> early.forEach(hint -> confirm(provider, order, hint)));
        }
    }

    private CallbackResponse handle(
            VideoProvider provider, CallbackReader reader, String orderId, ReceivedCallback callback) {
        Either<VideoFailure, CallbackHint> read = reader.read(callback);
        if (read.isLeft() && read.getLeft().kind() == FailureKind.BAD_SIGNATURE) {
            LOG.debug("{} refused: {}", callback, read.getLeft().kind());
            return CallbackResponse.NOT_FOUND;
        }
        Optional<PendingCallback> order = callbacks.find(orderId);
        Optional<TaskRef> task = order.flatMap(PendingCallback::task);
        if (task.isPresent()) { // its address alone says which task has news
            tasks.requestPoll(provider.id(), task.get().id());
            return CallbackResponse.ACCEPTED;
        }
        read.peek(hint -> order.ifPresentOrElse(
                open -> claim(provider, open, hint), () -> tasks.requestPoll(provider.id(), hint.taskId())));
        return read.isRight() ? CallbackResponse.ACCEPTED : CallbackResponse.UNREADABLE;
    }

    private void match(CallbackHint hint, TaskRef task) {
        if (hint.taskId().equals(task.id())) {
            tasks.requestPoll(task.provider(), task.id());
        } else {
            LOG.warn("a callback for {} named another task; it is ignored", task);
        }
    }

    private void claim(VideoProvider provider, PendingCallback order, CallbackHint hint) {
        if (order.tryClaim(hint)) {
            confirm(provider, order, hint);
        } else { // the answer may have come just now, or the vendor may know only now of a task that is asked for
            // already
            order.task()
                    .map(TaskRef::key)
                    .or(() -> order.isClaimed()
                            ? Optional.of(new TaskKey(provider.id(), hint.taskId()))
                            : Optional.empty())
                    .ifPresent(task -> tasks.requestPoll(task.provider(), task.id()));
        }
    }

    private void confirm(VideoProvider provider, PendingCallback order, CallbackHint hint) {
        Optional<TaskRef> claimed = order.request()
                .flatMap(request -> provider.callbacks()
                        .flatMap(reader -> reader.task(request, hint).toJavaOptional()))
                .map(order::withDigest);
        claimed.filter(task -> !callbacks.belongsToAnother(task, order))
                .ifPresentOrElse(
                        task -> recovery.confirm(
                                provider, task, () -> confirmed(order, task), () -> order.unconfirmed(hint)),
                        () -> order.unconfirmed(hint));
    }

    private Optional<VideoFailure> confirmed(PendingCallback order, TaskRef task) {
        return callbacks.confirm(order, task).filter(resolved -> journal.recordRecovered(order.id(), task));
    }
}
