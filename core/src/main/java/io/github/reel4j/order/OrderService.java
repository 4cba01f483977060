package io.github.reel4j.order;

import io.github.reel4j.callback.CallbackMatcher;
import io.github.reel4j.callback.CallbackMatcher.ExpectedOrder;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.CallerContext;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.RequestPlanner.PreparedRequest;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.OrderToSubmit;
import io.github.reel4j.submission.Submitter;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import io.vavr.control.Option;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Runs orders from request to tracked task: prepares the request, checks the price cap, submits it, and falls back to
 * the next provider where {@link FallbackChain} allows it. Thread-safe.
 */
@Singleton
public final class OrderService {

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
                result = price(chain)
                        .flatMap(order -> uploads.upload(order.prepared(), order.dispatcher())
                                .map(order::withUploaded)
                                .map(priced -> submittable(priced, CallerContext.NONE)))
                        .flatMap(order -> order.onResult(submitter.submit(order.submission())));
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
        SubmissionFuture<T> future =
                new SubmissionFuture<>(tasks.notifier(), tasks.callerContext(), toResult, toException);
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

    /** Waits for the orders that are being sent; see {@link Submitter#awaitSent}. */
    public void awaitSent(Duration limit) {
        submitter.awaitSent(limit);
    }

    /** Stops sending orders. */
    public void close() {
        submitter.close();
        uploads.close();
    }

    /** Prepares and queues the order; on a worker thread if files are to be read, which blocks. */
    private void start(FallbackChain chain, SubmissionFuture<?> future) {
        if (chain.request().files().isEmpty()) {
            queue(chain, future);
            return;
        }
        uploads.execute(() -> {
            if (future.isDone()) {
                future.finish(Either.left(OrderFailures.cancelled()));
            } else {
                completing(future, () -> queue(chain, future));
            }
        });
    }

    private void queue(FallbackChain chain, SubmissionFuture<?> future) {
        price(chain)
                .peek(order -> {
                    if (order.prepared().request().files().isEmpty()) {
                        submit(order, chain, future);
                    } else {
                        upload(order, chain, future);
                    }
                })
                .peekLeft(failure -> advance(chain, future, Either.left(failure)));
    }

    private void upload(PricedOrder order, FallbackChain chain, SubmissionFuture<?> future) {
        uploads.uploadAsync(
                order.prepared(),
                order.dispatcher(),
                future::isDone,
                ready -> completing(
                        future,
                        () -> ready.peek(uploaded -> submit(order.withUploaded(uploaded), chain, future))
                                .peekLeft(failure -> advance(chain, future, Either.left(failure)))));
    }

    private void submit(PricedOrder priced, FallbackChain chain, SubmissionFuture<?> future) {
        SubmittableOrder order = submittable(priced, future.context());
        submitter.submitAsync(
                order.submission(),
                future.submissionListener(result -> advance(chain, future, order.onResult(result))));
    }

    /** Runs {@code step}; the future fails if it throws. */
    private static void completing(SubmissionFuture<?> future, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // errors too, because the future must complete
            future.finish(Either.left(OrderFailures.notSent(e)));
        }
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
    private Either<VideoFailure, PricedOrder> price(FallbackChain chain) {
        return preparer.prepareToOrder(chain.current(), chain.request()).flatMap(prepared -> {
            Estimate estimate = prepared.estimate();
            OrderIntent unclaimed = OrderIntent.of(OrderId.random(), prepared.request(), estimate);
            OrderIntent intent = chain.claim().map(unclaimed::withKeyClaim).orElse(unclaimed);
            chain.priced(intent);
            return Option.ofOptional(chain.claim()
                            .filter(claim -> !KeyedRequest.covers(claim, chain.request(), prepared.request()))
                            .map(claim -> OrderFailures.fileChanged(claim.key()))
                            .or(() -> preparer.checkPrice(estimate)))
                    .<Either<VideoFailure, PricedOrder>>map(Either::left)
                    .getOrElse(() -> tasks.dispatcherFor(
                                    prepared.provider(),
                                    prepared.request().model().id())
                            .map(dispatcher -> new PricedOrder(prepared, intent, dispatcher)));
        });
    }

    /** @param context in which the order is sent */
    private SubmittableOrder submittable(PricedOrder order, CallerContext context) {
        VideoProvider provider = order.prepared().provider();
        ResolvedRequest request = order.prepared().request();
        OrderIntent intent = order.intent();
        VideoGenerator generator = provider.generator();
        ExpectedOrder expected = callbacks.expect(intent.order(), request);
        return new SubmittableOrder(
                new OrderToSubmit(
                        order.dispatcher(),
                        sent -> context.call(() -> generator.submit(sent)),
                        expected.request(),
                        intent,
                        expected.calledBack()),
                expected,
                task -> tasks.trackNew(provider, request, task));
    }

    /** An order whose price is accepted, and whose files may still have to be uploaded. */
    private record PricedOrder(PreparedRequest prepared, OrderIntent intent, RequestDispatcher dispatcher) {

        PricedOrder withUploaded(PreparedRequest uploaded) {
            return new PricedOrder(uploaded, intent, dispatcher);
        }
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
}
