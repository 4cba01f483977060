package io.github.reel4j.callback;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.OrderRecorder;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Matches callbacks with orders and tasks. A callback only causes polls; the vendor's status decides. Thread-safe. */
@Singleton
public final class CallbackMatcher {

    private static final SafeLog LOG = SafeLog.of(CallbackMatcher.class);

    private final Optional<CallbackUrls> urls;
    private final CallbackRegistry callbacks;
    private final ProviderRegistry providers;
    private final TaskService tasks;
    private final CallbackTaskVerifier taskVerifier;
    private final OrderRecorder journal;
    private final OrderEvents events;

    @Inject
    CallbackMatcher(
            Optional<CallbackUrls> urls,
            CallbackRegistry callbacks,
            ProviderRegistry providers,
            TaskService tasks,
            CallbackTaskVerifier taskVerifier,
            OrderRecorder journal,
            OrderEvents events) {
        this.urls = urls;
        this.callbacks = callbacks;
        this.providers = providers;
        this.tasks = tasks;
        this.taskVerifier = taskVerifier;
        this.journal = journal;
        this.events = events;
    }

    /**
     * An order that is about to be sent, and that callbacks may name.
     *
     * @param request the request to send, with a callback URL of its own if the client requests callbacks
     * @param calledBack whether a callback has named a task of the order that is not known yet
     * @param resultHandler matches the result of the submit with earlier callbacks, and returns the result to report
     */
    public record ExpectedOrder(
            ResolvedRequest request,
            BooleanSupplier calledBack,
            UnaryOperator<Either<VideoFailure, VideoTaskDelegate>> resultHandler) {

        public Either<VideoFailure, VideoTaskDelegate> onResult(Either<VideoFailure, VideoTaskDelegate> result) {
            return resultHandler.apply(result);
        }
    }

    /** Registers an order that is about to be sent. */
    public ExpectedOrder expect(OrderId id, ResolvedRequest request) {
        if (urls.isEmpty()) {
            return new ExpectedOrder(request, () -> false, result -> result);
        }
        OrderAwaitingCallback order = callbacks.register(id, request);
        URI url = urls.get().urlFor(request.provider(), id.toString());
        return new ExpectedOrder(request.withCallback(url), order::isClaimed, result -> onResult(order, url, result));
    }

    /**
     * Processes a callback of {@code provider}'s vendor to the URL of order {@code orderId}.
     *
     * @return whether the callback was understood: its order has a known task, or {@code read} holds a hint
     */
    public boolean onCallback(VideoProvider provider, String orderId, Either<VideoFailure, CallbackHint> read) {
        Optional<OrderAwaitingCallback> order = callbacks.find(orderId);
        Optional<TaskRef> task = order.flatMap(OrderAwaitingCallback::task);
        events.calledBack(provider.id(), orderId, order.flatMap(OrderAwaitingCallback::request), task);
        if (task.isPresent()) { // the URL identifies the task, so the body does not matter
            tasks.requestPoll(provider.id(), task.get().id());
            return true;
        }
        read.peek(hint -> order.ifPresentOrElse(
                pending -> claim(provider, pending, hint), () -> tasks.requestPoll(provider.id(), hint.taskId())));
        return read.isRight();
    }

    private Either<VideoFailure, VideoTaskDelegate> onResult(
            OrderAwaitingCallback order, URI url, Either<VideoFailure, VideoTaskDelegate> result) {
        Either<VideoFailure, VideoTaskDelegate> redacted =
                result.mapLeft(failure -> CallbackUrls.redactToken(url, failure));
        try {
            matchEarlyCallbacks(order, redacted.map(VideoTaskDelegate::ref));
        } catch (Throwable e) { // callbacks are hints, so the result stands without them
            LOG.warn("the callbacks of an order could not be processed: {}", ExceptionName.of(e));
        }
        return redacted;
    }

    /** Processes the callbacks that came before the result of the submit. */
    private void matchEarlyCallbacks(OrderAwaitingCallback order, Either<VideoFailure, TaskRef> result) {
        List<CallbackHint> early = callbacks.onResult(order, result);
        result.peek(task -> early.forEach(hint -> match(hint, task)));
        if (order.unknownFailure().isPresent()) {
            order.request()
                    .flatMap(request -> providers.byId(request.provider()).toJavaOptional())
                    .ifPresent(provider -> early.forEach(hint -> confirm(provider, order, hint)));
        }
    }

    private void match(CallbackHint hint, TaskRef task) {
        if (hint.taskId().equals(task.id())) {
            tasks.requestPoll(task.provider(), task.id());
        } else {
            LOG.warn("a callback for {} named another task; it is ignored", task);
        }
    }

    private void claim(VideoProvider provider, OrderAwaitingCallback order, CallbackHint hint) {
        if (order.tryClaim(hint)) {
            confirm(provider, order, hint);
        } else { // the result may have arrived meanwhile, or the claimed task is being polled already
            order.task()
                    .map(TaskRef::key)
                    .or(() -> order.isClaimed()
                            ? Optional.of(new TaskKey(provider.id(), hint.taskId()))
                            : Optional.empty())
                    .ifPresent(task -> tasks.requestPoll(task.provider(), task.id()));
        }
    }

    private void confirm(VideoProvider provider, OrderAwaitingCallback order, CallbackHint hint) {
        order.request()
                .flatMap(request -> provider.callbacks()
                        .flatMap(reader -> reader.task(request, hint).toJavaOptional()))
                .map(order::withFingerprint)
                .filter(task -> !callbacks.belongsToAnother(task, order))
                .ifPresentOrElse(
                        task -> taskVerifier.confirm(
                                provider, task, () -> confirmed(order, task), () -> order.unconfirmed(hint)),
                        () -> order.unconfirmed(hint));
    }

    private Optional<VideoFailure> confirmed(OrderAwaitingCallback order, TaskRef task) {
        Optional<ResolvedRequest> request = order.request();
        Optional<VideoFailure> resolved =
                callbacks.confirm(order, task).filter(failure -> journal.recordRecovered(order.id(), task));
        resolved.ifPresent(failure -> events.recovered(order.id(), request, task));
        return resolved;
    }
}
