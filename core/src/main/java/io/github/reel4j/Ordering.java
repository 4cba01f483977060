package io.github.reel4j;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.submission.Submitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** From a request to a paid task that is followed: price, guard, turn, send. Thread-safe. */
@Singleton
final class Ordering {

    private final ClientOptions options;
    private final Quoting quoting;
    private final CallbackIntake callbacks;
    private final Submitter submitter;
    private final Following following;

    @Inject
    Ordering(
            ClientOptions options,
            Quoting quoting,
            CallbackIntake callbacks,
            Submitter submitter,
            Following following) {
        this.options = options;
        this.quoting = quoting;
        this.callbacks = callbacks;
        this.submitter = submitter;
        this.following = following;
    }

    /** Sends on the caller's thread. */
    Generation submit(GenerationRequest request) {
        Quoting.Quoted order = priced(request);
        CallbackIntake.Expected expected = callbacks.expect(order.request());
        return expected.answered(submitter
                        .submit(
                                following.lane(order.provider()),
                                order.provider().generator(),
                                expected.request())
                        .map(task -> following.followNew(order.provider(), order.request(), task)))
                .getOrElseThrow(VideoException::new);
    }

    /** Sends when its turn has come. */
    CompletableFuture<Generation> submitLater(GenerationRequest request) {
        try {
            Quoting.Quoted order = priced(request);
            CallbackIntake.Expected expected = callbacks.expect(order.request());
            QueuedOrder queued = new QueuedOrder(answer -> expected.answered(
                    answer.map(task -> following.followNew(order.provider(), order.request(), task))));
            submitter.submitLater(
                    following.lane(order.provider()), order.provider().generator(), expected.request(), queued);
            return queued;
        } catch (VideoException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Quoting.Quoted priced(GenerationRequest request) {
        Quoting.Quoted order = quoting.quoteToOrder(request).getOrElseThrow(VideoException::new);
        options.spendGuard()
                .refusal(order.provider().pricing().estimate(order.request()))
                .ifPresent(failure -> {
                    throw new VideoException(failure);
                });
        return order;
    }
}
