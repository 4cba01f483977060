package io.github.reel4j;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.Submission;
import io.github.reel4j.submission.Submitter;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** From a request to a paid task that is followed: price, guard, turn, send, and where that may be at the next provider. Thread-safe. */
@Singleton
final class OrderService {

    private final ClientOptions options;
    private final RequestPreparer preparer;
    private final CallbackReceiver callbacks;
    private final Submitter submitter;
    private final TaskService tasks;

    @Inject
    OrderService(
            ClientOptions options,
            RequestPreparer preparer,
            CallbackReceiver callbacks,
            Submitter submitter,
            TaskService tasks) {
        this.options = options;
        this.preparer = preparer;
        this.callbacks = callbacks;
        this.submitter = submitter;
        this.tasks = tasks;
    }

    /** Sends on the caller's thread. */
    VideoTask submit(GenerationRequest request) {
        FallbackChain chain = fallbackChain(request);
        Either<VideoFailure, VideoTask> result;
        do {
            result = applyPriceCap(chain).flatMap(order -> order.onResult(submitter.submit(order.submission())));
        } while (chain.tryAdvance(result));
        return chain.withEarlierFailures(result).getOrElseThrow(VideoException::new);
    }

    /** Sends when its turn has come. */
    CompletableFuture<VideoTask> submitAsync(GenerationRequest request) {
        SubmissionFuture queued = new SubmissionFuture(tasks.notifier());
        try {
            queue(fallbackChain(request), queued);
        } catch (VideoException e) {
            queued.completeExceptionally(e);
        } catch (Throwable e) { // the other orders' futures are to be handed out; this one is not sent, unless it is
            // already
            queued.completeExceptionally(new VideoException(TrackingFailures.notSent(e)));
        }
        return queued;
    }

    /** Waits for the orders that workers are sending; see {@link Submitter#awaitSent}. */
    void awaitSent(Duration limit) {
        submitter.awaitSent(limit);
    }

    /** Sends nothing more. */
    void close() {
        submitter.close();
    }

    private void queue(FallbackChain chain, SubmissionFuture queued) {
        Either<VideoFailure, PricedOrder> priced = applyPriceCap(chain);
        if (priced.isLeft()) {
            advance(chain, queued, Either.left(priced.getLeft()));
            return;
        }
        PricedOrder order = priced.get();
        submitter.submitAsync(
                order.submission(),
                queued.submissionListener(result -> advance(chain, queued, order.onResult(result))));
    }

    private void advance(FallbackChain chain, SubmissionFuture queued, Either<VideoFailure, VideoTask> result) {
        if (chain.tryAdvance(result)) {
            queued.markRejected();
            queue(chain, queued);
        } else {
            queued.finish(chain.withEarlierFailures(result));
        }
    }

    private FallbackChain fallbackChain(GenerationRequest request) {
        return new FallbackChain(request, preparer.providersInOrder(request).getOrElseThrow(VideoException::new));
    }

    /** An order that may be sent. */
    private record PricedOrder(
            Submission submission,
            CallbackReceiver.PreparedOrder prepared,
            Function<Either<VideoFailure, TaskRef>, Either<VideoFailure, VideoTask>> toTask) {

        /** Never throws: a paid task must not be lost for what is done with it afterwards. */
        Either<VideoFailure, VideoTask> onResult(Either<VideoFailure, TaskRef> result) {
            try {
                return prepared.onResult(toTask.apply(result));
            } catch (Throwable e) {
                if (result.isRight()) { // nobody will see it end
                    submission.dispatcher().releaseTask();
                }
                return Either.left(TrackingFailures.notTracked(result, e));
            }
        }
    }

    private Either<VideoFailure, PricedOrder> applyPriceCap(FallbackChain chain) {
        return preparer.prepareToOrder(chain.current(), chain.request()).flatMap(order -> {
            Estimate estimate = order.provider().pricing().estimate(order.request());
            Optional<VideoFailure> rejection = options.priceCap().check(estimate);
            return rejection.isPresent() ? Either.left(rejection.get()) : Either.right(prepare(order, estimate));
        });
    }

    private PricedOrder prepare(RequestPreparer.PreparedRequest order, Estimate estimate) {
        OrderId id = OrderId.random();
        VideoProvider provider = order.provider();
        RequestDispatcher dispatcher = tasks.dispatcherFor(provider);
        CallbackReceiver.PreparedOrder prepared = callbacks.expect(id, order.request());
        return new PricedOrder(
                new Submission(
                        dispatcher,
                        provider.generator(),
                        prepared.request(),
                        OrderIntent.of(id, order.request(), estimate),
                        prepared.calledBack()),
                prepared,
                result -> result.map(task -> tasks.trackNew(provider, order.request(), task)));
    }
}
