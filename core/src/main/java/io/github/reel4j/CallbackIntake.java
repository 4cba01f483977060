package io.github.reel4j;

import io.github.reel4j.callback.CallbackAddresses;
import io.github.reel4j.callback.ExpectedCallback;
import io.github.reel4j.callback.OrderBook;
import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.guard.ThrownName;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskName;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.Journaling;
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
public final class CallbackIntake {

    /** The largest body that is looked at. A web server need not read more, and should not. */
    public static final int MOST_BODY_BYTES = 64 * 1024;

    private static final GuardedLog LOG = GuardedLog.of(CallbackIntake.class);

    private final Optional<CallbackAddresses> addresses;
    private final ProviderRegistry registry;
    private final Following following;
    private final Recovery recovery;
    private final Journaling journal;
    private final OrderBook book = new OrderBook();

    @Inject
    CallbackIntake(
            ClientOptions options,
            ProviderRegistry registry,
            Following following,
            Recovery recovery,
            Journaling journal) {
        this.addresses = options.callbacks();
        this.registry = registry;
        this.following = following;
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
    public CallbackOutcome receive(
            @Nullable String path,
            @Nullable Map<@Nullable String, @Nullable List<@Nullable String>> headers,
            byte @Nullable [] body) {
        try {
            return received(
                    path == null ? "" : path, headers == null ? Map.of() : headers, body == null ? new byte[0] : body);
        } catch (
                Throwable e) { // such as a map of the web server's that throws: the vendor may call again, and polls go
            // on
            LOG.warn("a callback could not be taken: {}", ThrownName.of(e));
            return CallbackOutcome.UNREADABLE;
        }
    }

    private CallbackOutcome received(
            String path, Map<@Nullable String, @Nullable List<@Nullable String>> headers, byte[] body) {
        Optional<CallbackAddresses.Called> called = addresses.flatMap(each -> each.find(path));
        if (called.isEmpty()) {
            return CallbackOutcome.NOT_FOUND;
        }
        if (body.length > MOST_BODY_BYTES) {
            return CallbackOutcome.TOO_LARGE;
        }
        return registry.byId(called.get().provider())
                .toJavaOptional()
                .flatMap(provider -> provider.callbacks()
                        .map(reader ->
                                taken(provider, reader, called.get().order(), new ReceivedCallback(headers, body))))
                .orElse(CallbackOutcome.NOT_FOUND);
    }

    /**
     * Tells {@code listener} of each order whose submit ended in {@link FailureKind#SUBMISSION_UNKNOWN} and that a callback, and
     * then the vendor itself, have shown to be accepted; of those found before as well. It is called once for each, one at a time, on
     * a thread of the client's that nobody else waits for.
     */
    public CallbackIntake onRecovered(Consumer<RecoveredOrder> listener) {
        recovery.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Takes up what other processes, mostly earlier ones, have left in a journal: a callback for one of their orders of unknown fate
     * resolves it as if it had been placed here, and their tasks are taken for no other order's. The tokens must have been made with
     * the same setting {@code reel4j.callback-secret}. Nothing is asked and nothing is sent.
     *
     * @param orders those of {@link io.github.reel4j.journal.JournalReading#orders}, as many as are held of a large journal
     * @return those of unknown fate that a callback may resolve: their provider is here, reads callbacks, and has their model still
     */
    public List<JournaledOrder> takeUp(List<JournaledOrder> orders) {
        orders.forEach(order ->
                order.intent().ifPresent(intent -> order.task().ifPresent(task -> book.takeUp(intent.order(), task))));
        return orders.stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .filter(order -> order.intent().filter(this::takeUp).isPresent())
                .toList();
    }

    private boolean takeUp(OrderIntent intent) {
        Optional<ResolvedRequest> request = registry.byId(intent.provider())
                .toJavaOptional()
                .filter(provider -> provider.callbacks().isPresent())
                .flatMap(provider -> provider.models().stream()
                        .filter(model -> model.operation() == intent.operation()
                                && model.id().equals(intent.model()))
                        .findFirst())
                .map(model -> new ResolvedRequest(intent.provider(), model, Map.of()));
        request.ifPresent(each -> book.takeUp(
                intent,
                each,
                VideoFailure.of(
                        FailureKind.SUBMISSION_UNKNOWN,
                        "the order " + intent.order() + ", " + intent.provider() + " " + intent.model() + " "
                                + intent.operation() + " #" + intent.digest()
                                + ", was left by another process, and the vendor may have accepted it.")));
        return request.isPresent();
    }

    /** Makes {@code request} ready to be sent, with an address of its own if callbacks are wanted. */
    Expected expect(OrderId id, ResolvedRequest request) {
        if (addresses.isEmpty()) {
            return new Expected(request, () -> false, answer -> answer);
        }
        ExpectedCallback order = book.open(id, request);
        URI address = addresses.get().of(request.provider(), id.toString());
        return new Expected(
                request.withCallback(address), order::isClaimed, answer -> answered(order, address, answer));
    }

    /**
     * An order that is about to be sent.
     *
     * @param calledBack whether a callback has named a task of the order that is not known yet
     */
    record Expected(
            ResolvedRequest request,
            BooleanSupplier calledBack,
            UnaryOperator<Either<VideoFailure, Generation>> matched) {

        /** Matches what the vendor answered with what was called back meanwhile; the answer to pass on. */
        Either<VideoFailure, Generation> answered(Either<VideoFailure, Generation> answer) {
            return matched.apply(answer);
        }
    }

    private Either<VideoFailure, Generation> answered(
            ExpectedCallback order, URI address, Either<VideoFailure, Generation> raw) {
        Either<VideoFailure, Generation> answer = raw.mapLeft(failure -> CallbackAddresses.without(address, failure));
        try {
            matched(order, answer);
        } catch (Throwable e) { // a callback is a hint: without it the answer is what it is
            LOG.warn("callbacks of an order are not looked at: {}", ThrownName.of(e));
        }
        return answer;
    }

    private void matched(ExpectedCallback order, Either<VideoFailure, Generation> answer) {
        List<CallbackHint> early = book.answered(order, answer.map(Generation::task));
        answer.peek(generation -> early.forEach(hint -> match(hint, generation.task())));
        if (order.unknown().isPresent()) {
            order.request()
                    .flatMap(request -> registry.byId(request.provider()).toJavaOptional())
                    .ifPresent(provider -> early.forEach(hint -> confirm(provider, order, hint)));
        }
    }

    private CallbackOutcome taken(
            VideoProvider provider, CallbackReader reader, String orderId, ReceivedCallback callback) {
        Either<VideoFailure, CallbackHint> read = reader.read(callback);
        if (read.isLeft() && read.getLeft().kind() == FailureKind.BAD_SIGNATURE) {
            LOG.debug("{} refused: {}", callback, read.getLeft().kind());
            return CallbackOutcome.NOT_FOUND;
        }
        Optional<ExpectedCallback> order = book.find(orderId);
        Optional<TaskRef> task = order.flatMap(ExpectedCallback::task);
        if (task.isPresent()) { // its address alone says which task has news
            following.tellNews(provider.id(), task.get().id());
            return CallbackOutcome.ACCEPTED;
        }
        read.peek(hint -> order.ifPresentOrElse(
                open -> claim(provider, open, hint), () -> following.tellNews(provider.id(), hint.taskId())));
        return read.isRight() ? CallbackOutcome.ACCEPTED : CallbackOutcome.UNREADABLE;
    }

    private void match(CallbackHint hint, TaskRef task) {
        if (hint.taskId().equals(task.id())) {
            following.tellNews(task.provider(), task.id());
        } else {
            LOG.warn("a callback for {} named another task; it is ignored", task);
        }
    }

    private void claim(VideoProvider provider, ExpectedCallback order, CallbackHint hint) {
        if (order.claimed(hint)) {
            confirm(provider, order, hint);
        } else { // the answer may have come just now, or the vendor may know only now of a task that is asked for
            // already
            order.task()
                    .map(TaskRef::name)
                    .or(() -> order.isClaimed()
                            ? Optional.of(new TaskName(provider.id(), hint.taskId()))
                            : Optional.empty())
                    .ifPresent(task -> following.tellNews(task.provider(), task.id()));
        }
    }

    private void confirm(VideoProvider provider, ExpectedCallback order, CallbackHint hint) {
        Optional<TaskRef> claimed = order.request()
                .flatMap(request -> provider.callbacks()
                        .flatMap(reader -> reader.task(request, hint).toJavaOptional()))
                .map(order::own);
        claimed.filter(task -> !book.isAnothers(task, order))
                .ifPresentOrElse(
                        task -> recovery.confirm(
                                provider, task, () -> confirmed(order, task), () -> order.unconfirmed(hint)),
                        () -> order.unconfirmed(hint));
    }

    private Optional<VideoFailure> confirmed(ExpectedCallback order, TaskRef task) {
        return book.confirmed(order, task).filter(resolved -> journal.found(order.id(), task));
    }
}
