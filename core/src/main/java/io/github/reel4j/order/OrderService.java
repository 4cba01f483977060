package io.github.reel4j.order;

import io.github.reel4j.callback.CallbackMatcher;
import io.github.reel4j.callback.CallbackMatcher.ExpectedOrder;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
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

    @Inject
    OrderService(RequestPlanner preparer, CallbackMatcher callbacks, Submitter submitter, TaskService tasks) {
        this.preparer = preparer;
        this.callbacks = callbacks;
        this.submitter = submitter;
        this.tasks = tasks;
    }

    /** Submits an order on the calling thread. */
    public Either<VideoFailure, VideoTaskDelegate> submit(GenerationRequest request) {
        return preparer.providersInOrder(request).flatMap(providers -> {
            FallbackChain chain = new FallbackChain(request, providers);
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
            preparer.providersInOrder(request)
                    .peek(providers -> queue(new FallbackChain(request, providers), future))
                    .peekLeft(failure -> future.finish(Either.left(failure)));
        } catch (Throwable e) { // other orders' futures are still to be returned; does nothing if this one is in flight
            future.completeExceptionally(toException.apply(OrderFailures.notSent(e)));
        }
        return future;
    }

    /** Waits for the orders that worker threads are sending; see {@link Submitter#awaitSent}. */
    public void awaitSent(Duration limit) {
        submitter.awaitSent(limit);
    }

    /** Stops sending orders. */
    public void close() {
        submitter.close();
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
            queue(chain, future);
        } else {
            future.finish(chain.withPreviousAttempts(result));
        }
    }

    /** Prepares the order for the current provider of {@code chain}; fails if its price is above the cap. */
    private Either<VideoFailure, SubmittableOrder> prepare(FallbackChain chain) {
        return preparer.prepareToOrder(chain.current(), chain.request).flatMap(prepared -> {
            Estimate estimate = prepared.estimate();
            Optional<VideoFailure> failure = preparer.checkPriceCap(estimate);
            return failure.isPresent() ? Either.left(failure.get()) : submittable(prepared, estimate);
        });
    }

    private Either<VideoFailure, SubmittableOrder> submittable(PreparedRequest prepared, Estimate estimate) {
        VideoProvider provider = prepared.provider();
        return tasks.dispatcherFor(provider).map(dispatcher -> {
            OrderId id = OrderId.random();
            ExpectedOrder expected = callbacks.expect(id, prepared.request());
            return new SubmittableOrder(
                    new OrderToSubmit(
                            dispatcher,
                            provider.generator(),
                            expected.request(),
                            OrderIntent.of(id, prepared.request(), estimate),
                            expected.calledBack()),
                    expected,
                    task -> tasks.trackNew(provider, prepared.request(), task));
        });
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
        private final Deque<VideoProvider> remaining;
        private final List<FailedProviderAttempt> failures = new ArrayList<>();

        /** @param providers in fallback order, at least 1 */
        FallbackChain(GenerationRequest request, List<VideoProvider> providers) {
            this.request = request;
            this.remaining = new ArrayDeque<>(providers);
        }

        VideoProvider current() {
            return remaining.element();
        }

        /** Moves to the next provider if there is one and {@code result} of the current one allows it. */
        boolean tryAdvance(Either<VideoFailure, VideoTaskDelegate> result) {
            if (result.isRight() || remaining.size() == 1 || !FallbackPolicy.mayOrderElsewhere(result.getLeft())) {
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
            return true;
        }

        /** Adds the failures of earlier providers to a failure of the last one. */
        Either<VideoFailure, VideoTaskDelegate> withPreviousAttempts(Either<VideoFailure, VideoTaskDelegate> result) {
            return result.mapLeft(last ->
                    VideoFailure.builder().from(last).previousAttempts(failures).build());
        }
    }
}
