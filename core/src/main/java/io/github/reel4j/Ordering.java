package io.github.reel4j;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.Submission;
import io.github.reel4j.submission.Submitter;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

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
        Priced order = priced(request);
        return order.answered(submitter.submit(order.submission())).getOrElseThrow(VideoException::new);
    }

    /** Sends when its turn has come. */
    CompletableFuture<Generation> submitLater(GenerationRequest request) {
        try {
            Priced order = priced(request);
            QueuedOrder queued = new QueuedOrder(order::answered);
            submitter.submitLater(order.submission(), queued);
            return queued;
        } catch (VideoException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Sends nothing more. */
    void close() {
        submitter.close();
    }

    /** An order that may be sent. */
    private record Priced(
            Submission submission,
            CallbackIntake.Expected expected,
            Function<Either<VideoFailure, TaskRef>, Either<VideoFailure, Generation>> follow) {

        Either<VideoFailure, Generation> answered(Either<VideoFailure, TaskRef> answer) {
            return expected.answered(follow.apply(answer));
        }
    }

    private Priced priced(GenerationRequest request) {
        Quoting.Quoted order = quoting.quoteToOrder(request).getOrElseThrow(VideoException::new);
        VideoProvider provider = order.provider();
        Estimate estimate = provider.pricing().estimate(order.request());
        options.spendGuard().refusal(estimate).ifPresent(failure -> {
            throw new VideoException(failure);
        });
        OrderId id = OrderId.random();
        Lane lane = following.lane(provider);
        CallbackIntake.Expected expected = callbacks.expect(id, order.request());
        return new Priced(
                new Submission(
                        lane, provider.generator(), expected.request(), OrderIntent.of(id, order.request(), estimate)),
                expected,
                answer -> answer.map(task -> following.followNew(provider, order.request(), task)));
    }
}
