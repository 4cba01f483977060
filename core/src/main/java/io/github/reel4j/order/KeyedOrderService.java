package io.github.reel4j.order;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.OrdersInProgress.KeyedSubmission;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.submission.OrderKeyFailures;
import io.github.reel4j.submission.OrderRecorder;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Submits orders that have a key: returns the existing order of the key, or submits the order through
 * {@link OrderService}. Callers that use one key concurrently get the result of the first. Thread-safe.
 */
@Singleton
public final class KeyedOrderService {

    private static final SafeLog LOG = SafeLog.of(KeyedOrderService.class);

    private final OrderService orders;
    private final OrderRecorder journal;
    private final TaskService tasks;
    private final Scheduler scheduler;
    private final OrdersInProgress inProgress = new OrdersInProgress();
    private final Queue<Runnable> lookups = new ArrayDeque<>(); // guarded by itself; the first one is running

    @Inject
    KeyedOrderService(OrderService orders, OrderRecorder journal, TaskService tasks, Scheduler scheduler) {
        this.orders = orders;
        this.journal = journal;
        this.tasks = tasks;
        this.scheduler = scheduler;
    }

    /**
     * Returns the task of the order that {@code key} belongs to, without sending anything.
     *
     * @return empty if the key is free; or why the key may not be ordered now
     */
    public Either<VideoFailure, Optional<VideoTaskDelegate>> find(GenerationRequest request, OrderKey key) {
        return find(OrderKeyClaim.of(key, request));
    }

    private Either<VideoFailure, Optional<VideoTaskDelegate>> find(OrderKeyClaim claim) {
        return journal.findByKey(claim.key())
                .flatMap(found -> found.isEmpty()
                        ? Either.right(Optional.empty())
                        : existing(claim, found.get()).map(Optional::of));
    }

    private Either<VideoFailure, VideoTaskDelegate> existing(OrderKeyClaim claim, KeyedOrder order) {
        boolean isSameRequest =
                order.intent().keyClaim().filter(claim::conflictsWith).isEmpty();
        return isSameRequest && order.outcome().orElse(null) instanceof SubmitOutcome.Accepted accepted
                ? tasks.resume(accepted.task())
                : Either.left(OrderKeyFailures.inUse(claim, order));
    }

    /** Submits an order on the calling thread, or waits for the one with the same key that is in progress. */
    public Either<VideoFailure, VideoTaskDelegate> submit(GenerationRequest request, OrderKey key) {
        OrderKeyClaim claim = OrderKeyClaim.of(key, request);
        OrdersInProgress.Start start = inProgress.start(claim);
        KeyedSubmission submission = start.submission();
        if (!start.isNew()) {
            return submission.conflictsWith(claim)
                    ? Either.left(OrderKeyFailures.conflict(key))
                    : submission.await().flatMap(task -> tasks.resume(task.ref()));
        }
        Either<VideoFailure, VideoTaskDelegate> result = Either.left(OrderFailures.keyedOrderFailed(key));
        try {
            result = find(claim)
                    .flatMap(found -> found.isPresent()
                            ? Either.right(found.get())
                            : conclude(claim, orders.submit(request, Optional.of(claim))));
            return result;
        } finally {
            submission.complete(result);
        }
    }

    /** Submits an order on worker threads; otherwise as {@link #submit}. */
    public <T> CompletableFuture<T> submitAsync(
            GenerationRequest request,
            OrderKey key,
            Function<VideoTaskDelegate, T> toResult,
            Function<VideoFailure, ? extends RuntimeException> toException) {
        OrderKeyClaim claim = OrderKeyClaim.of(key, request);
        OrdersInProgress.Start start = inProgress.start(claim);
        KeyedSubmission submission = start.submission();
        if (!start.isNew()) {
            SubmissionFuture<T> joined = new SubmissionFuture<>(tasks.notifier(), toResult, toException);
            if (submission.conflictsWith(claim)) {
                joined.finish(Either.left(OrderKeyFailures.conflict(key)));
            } else {
                var unused = submission.result().thenAccept(result -> joined.finish(resumed(result)));
            }
            return joined;
        }
        SubmissionFuture<T> future = new SubmissionFuture<>(
                tasks.notifier(), toResult, toException, result -> submission.complete(conclude(claim, result)));
        enqueue(() -> submitUnlessFound(request, claim, future));
        return future;
    }

    /** Returns a handle of its own for a caller that joined; the given one is valid too. */
    private Either<VideoFailure, VideoTaskDelegate> resumed(Either<VideoFailure, VideoTaskDelegate> result) {
        try {
            return result.flatMap(task -> tasks.resume(task.ref()));
        } catch (Throwable e) { // errors too, because the future must complete
            return result;
        }
    }

    private void submitUnlessFound(GenerationRequest request, OrderKeyClaim claim, SubmissionFuture<?> future) {
        try {
            find(claim)
                    .peek(found -> found.ifPresentOrElse(
                            task -> future.finish(Either.right(task)),
                            () -> orders.submitAsync(request, Optional.of(claim), future)))
                    .peekLeft(failure -> future.finish(Either.left(failure)));
        } catch (Throwable e) { // errors too, because the future must complete; nothing was sent
            future.finish(Either.left(OrderFailures.notSent(e)));
        }
    }

    /** Runs lookups one after another on a worker, because a journal reads for one caller at a time anyway. */
    private void enqueue(Runnable lookup) {
        synchronized (lookups) {
            lookups.add(lookup);
            if (lookups.size() > 1) {
                return;
            }
        }
        try {
            scheduler.execute(this::runLookups);
        } catch (RuntimeException e) { // the scheduler is closed or has failed, but all futures must complete
            runLookups();
        }
    }

    private void runLookups() {
        for (Runnable next = firstLookup(); next != null; next = nextLookup()) {
            runSafely(next);
        }
    }

    private static void runSafely(Runnable lookup) {
        try {
            lookup.run();
        } catch (Throwable e) { // errors too, because other lookups must still run
            LOG.error("a future could not be completed: {}", ExceptionName.of(e));
        }
    }

    private @Nullable Runnable firstLookup() {
        synchronized (lookups) {
            return lookups.peek();
        }
    }

    private @Nullable Runnable nextLookup() {
        synchronized (lookups) {
            lookups.remove();
            return lookups.peek();
        }
    }

    /** Looks up the key again if another client or process has used it after the first lookup. */
    private Either<VideoFailure, VideoTaskDelegate> conclude(
            OrderKeyClaim claim, Either<VideoFailure, VideoTaskDelegate> result) {
        if (result.isRight() || result.getLeft().kind() != FailureKind.ORDER_KEY_CONFLICT) {
            return result;
        }
        try {
            return find(claim)
                    .flatMap(found -> found.<Either<VideoFailure, VideoTaskDelegate>>map(Either::right)
                            .orElse(result));
        } catch (RuntimeException e) {
            return Either.left(OrderFailures.notSent(e));
        }
    }
}
