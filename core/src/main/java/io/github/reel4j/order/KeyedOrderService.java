package io.github.reel4j.order;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.OrdersInProgress.KeyedSubmission;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.submission.AdmissionControl;
import io.github.reel4j.submission.OrderKeyFailures;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Submits orders that have a key: returns the existing order of the key, or submits the order through
 * {@link OrderService}. Callers that use one key concurrently get the result of the first. Thread-safe.
 */
@Singleton
public final class KeyedOrderService {

    private final OrderService orders;
    private final AdmissionControl journal;
    private final TaskService tasks;
    private final OrdersInProgress inProgress = new OrdersInProgress();
    private final SequentialExecutor lookups; // a journal reads for one caller at a time anyway

    @Inject
    KeyedOrderService(OrderService orders, AdmissionControl journal, TaskService tasks, Scheduler scheduler) {
        this.orders = orders;
        this.journal = journal;
        this.tasks = tasks;
        this.lookups = new SequentialExecutor(scheduler);
    }

    /**
     * Returns the task of the order that {@code key} belongs to, without sending anything. Reads the local files of the
     * request.
     *
     * @return empty if the key is free; or why the key may not be ordered now
     */
    public Either<VideoFailure, Optional<VideoTaskDelegate>> find(GenerationRequest request, OrderKey key) {
        return find(KeyedRequest.read(request, key));
    }

    private Either<VideoFailure, Optional<VideoTaskDelegate>> find(KeyedRequest keyed) {
        return journal.findByKey(keyed.key())
                .flatMap(found -> found.isEmpty()
                        ? Either.right(Optional.empty())
                        : existing(keyed, found.get()).map(Optional::of));
    }

    private Either<VideoFailure, VideoTaskDelegate> existing(KeyedRequest keyed, KeyedOrder order) {
        Optional<TaskRef> task = order.outcome()
                .filter(SubmitOutcome.Accepted.class::isInstance)
                .map(outcome -> ((SubmitOutcome.Accepted) outcome).task());
        if (keyed.unreadableFile().isPresent()) {
            return Either.left(OrderKeyFailures.fileNotRead(
                    keyed.key(), keyed.unreadableFile().get(), task));
        }
        boolean isSameRequest =
                order.intent().keyClaim().filter(keyed.claim()::conflictsWith).isEmpty();
        return isSameRequest && task.isPresent()
                ? tasks.resume(task.get())
                : Either.left(OrderKeyFailures.inUse(keyed.claim(), order));
    }

    /** Submits an order on the calling thread, or waits for the one with the same key that is in progress. */
    public Either<VideoFailure, VideoTaskDelegate> submit(GenerationRequest request, OrderKey key) {
        KeyedRequest keyed = KeyedRequest.read(request, key);
        OrdersInProgress.Start start = inProgress.start(keyed.claim());
        KeyedSubmission submission = start.submission();
        if (!start.isNew()) {
            return submission.conflictsWith(keyed.claim())
                    ? Either.left(conflict(keyed))
                    : submission.await().flatMap(task -> tasks.resume(task.ref()));
        }
        Either<VideoFailure, VideoTaskDelegate> result = Either.left(OrderFailures.keyedOrderFailed(key));
        try {
            result = find(keyed)
                    .flatMap(found -> found.isPresent()
                            ? Either.right(found.get())
                            : conclude(keyed, orders.submit(request, Optional.of(keyed.claim()))));
            return result;
        } finally {
            submission.complete(result);
        }
    }

    private static VideoFailure conflict(KeyedRequest keyed) {
        return keyed.unreadableFile()
                .map(field -> OrderKeyFailures.fileNotRead(keyed.key(), field, Optional.empty()))
                .orElseGet(() -> OrderKeyFailures.conflict(keyed.key()));
    }

    /** Submits an order on worker threads, which also read its local files; otherwise as {@link #submit}. */
    public <T> CompletableFuture<T> submitAsync(
            GenerationRequest request,
            OrderKey key,
            Function<VideoTaskDelegate, T> toResult,
            Function<VideoFailure, ? extends RuntimeException> toException) {
        SubmissionFuture<T> future =
                new SubmissionFuture<>(tasks.notifier(), tasks.callerContext(), toResult, toException);
        if (request.files().isEmpty()) {
            submitAsync(KeyedRequest.read(request, key), future);
        } else {
            lookups.execute(() -> completing(future, () -> submitAsync(KeyedRequest.read(request, key), future)));
        }
        return future;
    }

    private void submitAsync(KeyedRequest keyed, SubmissionFuture<?> future) {
        OrdersInProgress.Start start = inProgress.start(keyed.claim());
        KeyedSubmission submission = start.submission();
        if (start.isNew()) {
            future.onEnd(result -> submission.complete(conclude(keyed, result)));
            lookups.execute(() -> completing(future, () -> submitUnlessFound(keyed, future)));
        } else if (submission.conflictsWith(keyed.claim())) {
            future.finish(Either.left(conflict(keyed)));
        } else {
            var unused = submission.result().thenAccept(result -> future.finish(resumed(result)));
        }
    }

    /** Returns a handle of its own for a caller that joined; the given one is valid too. */
    private Either<VideoFailure, VideoTaskDelegate> resumed(Either<VideoFailure, VideoTaskDelegate> result) {
        try {
            return result.flatMap(task -> tasks.resume(task.ref()));
        } catch (Throwable e) { // errors too, because the future must complete
            return result;
        }
    }

    private void submitUnlessFound(KeyedRequest keyed, SubmissionFuture<?> future) {
        find(keyed)
                .peek(found -> found.ifPresentOrElse(
                        task -> future.finish(Either.right(task)),
                        () -> orders.submitAsync(keyed.request(), Optional.of(keyed.claim()), future)))
                .peekLeft(failure -> future.finish(Either.left(failure)));
    }

    private static void completing(SubmissionFuture<?> future, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // errors too, because the future must complete; nothing was sent
            future.finish(Either.left(OrderFailures.notSent(e)));
        }
    }

    /** Looks up the key again if another client or process has used it after the first lookup. */
    private Either<VideoFailure, VideoTaskDelegate> conclude(
            KeyedRequest keyed, Either<VideoFailure, VideoTaskDelegate> result) {
        if (result.isRight() || result.getLeft().kind() != FailureKind.ORDER_KEY_CONFLICT) {
            return result;
        }
        try {
            return find(keyed)
                    .flatMap(found -> found.<Either<VideoFailure, VideoTaskDelegate>>map(Either::right)
                            .orElse(result));
        } catch (RuntimeException e) {
            return Either.left(OrderFailures.notSent(e));
        }
    }
}
