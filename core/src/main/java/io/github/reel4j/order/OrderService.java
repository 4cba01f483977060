package io.github.reel4j.order;

import io.github.reel4j.callback.CallbackMatcher;
import io.github.reel4j.callback.CallbackMatcher.ExpectedOrder;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.RequestPlanner.PreparedRequest;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.FallbackPolicy;
import io.github.reel4j.submission.OrderToSubmit;
import io.github.reel4j.submission.Submitter;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs orders from request to tracked task: prepares the request, checks the price cap, submits it, and falls back to
 * the next provider where {@link FallbackPolicy} allows it. Thread-safe.
 */
@Singleton
public final class OrderService {

    private static final SafeLog LOG = SafeLog.of(OrderService.class);

    private final RequestPlanner preparer;
    private final CallbackMatcher callbacks;
    private final Submitter submitter;
    private final TaskService tasks;
    private final MediaUploads uploads;
    private final OrderEvents events;

    @Inject
    OrderService(
            RequestPlanner preparer,
            CallbackMatcher callbacks,
            Submitter submitter,
            TaskService tasks,
            MediaUploads uploads,
            OrderEvents events) {
        this.preparer = preparer;
        this.callbacks = callbacks;
        this.submitter = submitter;
        this.tasks = tasks;
        this.uploads = uploads;
        this.events = events;
    }

    /** Submits an order on the calling thread. */
    public Either<VideoFailure, VideoTaskDelegate> submit(GenerationRequest request) {
        return submit(request, Optional.empty());
    }

    /** Submits an order on the calling thread; it is sent only if {@code claim}, if present, is recorded before. */
    Either<VideoFailure, VideoTaskDelegate> submit(GenerationRequest request, Optional<OrderKeyClaim> claim) {
        return preparer.providersInOrder(request).flatMap(providers -> {
            FallbackChain chain = new FallbackChain(request, claim, providers, events);
            Either<VideoFailure, VideoTaskDelegate> result;
            do {
                result = prepare(chain).flatMap(order -> order.onResult(submitter.submit(order.submission())));
            } while (chain.tryAdvance(result));
            return chain.withPreviousAttempts(result);
        });
    }

    /**
     * Submits an order on a worker thread.
     *
     * @param toResult converts the task to the result of the future
     * @param toException converts a failure to the exception of the future
     */
    public <T> CompletableFuture<T> submitAsync(
            GenerationRequest request,
            Function<VideoTaskDelegate, T> toResult,
            Function<VideoFailure, ? extends RuntimeException> toException) {
        SubmissionFuture<T> future = new SubmissionFuture<>(tasks.notifier(), toResult, toException);
        try {
            submitAsync(request, Optional.empty(), future);
        } catch (Throwable e) { // other orders' futures are still to be returned; does nothing if this one is in flight
            future.completeExceptionally(toException.apply(OrderFailures.notSent(e)));
        }
        return future;
    }

    /** Submits an order on a worker thread; {@code future} gets its result. */
    void submitAsync(GenerationRequest request, Optional<OrderKeyClaim> claim, SubmissionFuture<?> future) {
        preparer.providersInOrder(request)
                .peek(providers -> start(new FallbackChain(request, claim, providers, events), future))
                .peekLeft(failure -> future.finish(Either.left(failure)));
    }

    /** Waits for the orders that worker threads are sending; see {@link Submitter#awaitSent}. */
    public void awaitSent(Duration limit) {
        submitter.awaitSent(limit);
    }

    /** Stops sending orders. */
    public void close() {
        submitter.close();
    }

    /** Prepares and queues the order; on a worker thread if files are to be uploaded, which blocks. */
    private void start(FallbackChain chain, SubmissionFuture<?> future) {
        if (chain.request.files().isEmpty()) {
            queue(chain, future);
            return;
        }
        uploads.execute(() -> {
            try {
                if (future.isDone()) {
                    future.finish(Either.left(OrderFailures.cancelled()));
                } else {
                    queue(chain, future);
                }
            } catch (Throwable e) { // errors too, because the future must complete
                future.finish(Either.left(OrderFailures.notSent(e)));
            }
        });
    }

    private void queue(FallbackChain chain, SubmissionFuture<?> future) {
        prepare(chain)
                .peek(order -> submitter.submitAsync(
                        order.submission(),
                        future.submissionListener(result -> advance(chain, future, order.onResult(result)))))
                .peekLeft(failure -> advance(chain, future, Either.left(failure)));
    }

    private void advance(
            FallbackChain chain, SubmissionFuture<?> future, Either<VideoFailure, VideoTaskDelegate> result) {
        if (chain.tryAdvance(result)) {
            future.markRejected();
            start(chain, future);
        } else {
            future.finish(chain.withPreviousAttempts(result));
        }
    }

    /** Prepares the order for the current provider of {@code chain}; fails if its price is above a limit. */
    private Either<VideoFailure, SubmittableOrder> prepare(FallbackChain chain) {
        return preparer.prepareToOrder(chain.current(), chain.request).flatMap(prepared -> {
            Estimate estimate = prepared.estimate();
            OrderIntent unclaimed = OrderIntent.of(OrderId.random(), prepared.request(), estimate);
            OrderIntent intent = chain.claim.map(unclaimed::withKeyClaim).orElse(unclaimed);
            chain.priced(intent);
            Optional<VideoFailure> failure = preparer.checkPrice(estimate);
            return failure.isPresent()
                    ? Either.left(failure.get())
                    : tasks.dispatcherFor(prepared.provider())
                            .flatMap(dispatcher -> uploads.upload(prepared, dispatcher)
                                    .map(ready -> submittable(ready, intent, dispatcher)));
        });
    }

    private SubmittableOrder submittable(PreparedRequest prepared, OrderIntent intent, RequestDispatcher dispatcher) {
        VideoProvider provider = prepared.provider();
        ExpectedOrder expected = callbacks.expect(intent.order(), prepared.request());
        return new SubmittableOrder(
                new OrderToSubmit(dispatcher, provider.generator(), expected.request(), intent, expected.calledBack()),
                expected,
                task -> tasks.trackNew(provider, prepared.request(), task));
    }

    /** An order that may be sent to one provider. */
    private record SubmittableOrder(
            OrderToSubmit submission, ExpectedOrder expected, Function<TaskRef, VideoTaskDelegate> tracking) {

        /** Tracks the task of an accepted order. Never throws, because an exception would lose a paid task. */
        Either<VideoFailure, VideoTaskDelegate> onResult(Either<VideoFailure, TaskRef> result) {
            try {
                return expected.onResult(result.map(tracking));
            } catch (Throwable e) {
                if (result.isRight()) { // nothing will see the end of the task
                    submission.dispatcher().releaseTask();
                }
                return Either.left(OrderFailures.notTracked(result, e));
            }
        }
    }

    /**
     * The providers that one request may still be sent to, and the failures of those before them. Used by one thread at
     * a time.
     */
    private static final class FallbackChain {

        private final GenerationRequest request;
        private final Optional<OrderKeyClaim> claim;
        private final Deque<VideoProvider> remaining;
        private final List<FailedProviderAttempt> failures = new ArrayList<>();
        private final OrderEvents events;
        private @Nullable OrderIntent intent; // for the current provider

        /** @param providers in fallback order, at least 1 */
        FallbackChain(
                GenerationRequest request,
                Optional<OrderKeyClaim> claim,
                List<VideoProvider> providers,
                OrderEvents events) {
            this.request = request;
            this.claim = claim;
            this.remaining = new ArrayDeque<>(providers);
            this.events = events;
        }

        VideoProvider current() {
            return remaining.element();
        }

        void priced(OrderIntent current) {
            intent = current;
            events.priced(current);
        }

        /** Moves to the next provider if there is one and {@code result} of the current one allows it. */
        boolean tryAdvance(Either<VideoFailure, VideoTaskDelegate> result) {
            if (result.isRight() || remaining.size() == 1 || !FallbackPolicy.mayOrderElsewhere(result.getLeft())) {
                if (result.isLeft()) {
                    events.failed(current().id(), request, intent, result.getLeft());
                }
                return false;
            }
            FailedProviderAttempt failed =
                    new FailedProviderAttempt(remaining.remove().id(), result.getLeft());
            LOG.info(
                    "{} accepted no order: {}; trying {}",
                    failed.provider(),
                    failed.failure().kind(),
                    current().id());
            failures.add(failed);
            events.fallbackTaken(
                    failed.provider(),
                    request,
                    intent,
                    failed.failure(),
                    current().id());
            intent = null;
            return true;
        }

        /** Adds the failures of earlier providers to a failure of the last one. */
        Either<VideoFailure, VideoTaskDelegate> withPreviousAttempts(Either<VideoFailure, VideoTaskDelegate> result) {
            return result.mapLeft(last ->
                    VideoFailure.builder().from(last).previousAttempts(failures).build());
        }
    }
}
