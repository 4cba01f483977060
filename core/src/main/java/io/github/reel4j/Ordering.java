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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** From a request to a paid task that is followed: price, guard, turn, send, and where that may be at the next provider. Thread-safe. */
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
        Attempts attempts = attempts(request);
        Either<VideoFailure, Generation> answer;
        do {
            answer = priced(attempts).flatMap(order -> order.answered(submitter.submit(order.submission())));
        } while (attempts.goOn(answer));
        return attempts.told(answer).getOrElseThrow(VideoException::new);
    }

    /** Sends when its turn has come. */
    CompletableFuture<Generation> submitLater(GenerationRequest request) {
        QueuedOrder queued = new QueuedOrder(following.notifier());
        try {
            queue(attempts(request), queued);
        } catch (VideoException e) {
            queued.completeExceptionally(e);
        } catch (Throwable e) { // the other orders' futures are to be handed out; this one is not sent, unless it is
            // already
            queued.completeExceptionally(new VideoException(Unfollowed.unsent(e)));
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

    private void queue(Attempts attempts, QueuedOrder queued) {
        Either<VideoFailure, Priced> priced = priced(attempts);
        if (priced.isLeft()) {
            goOn(attempts, queued, Either.left(priced.getLeft()));
            return;
        }
        Priced order = priced.get();
        submitter.submitLater(
                order.submission(), queued.turn(answer -> goOn(attempts, queued, order.answered(answer))));
    }

    private void goOn(Attempts attempts, QueuedOrder queued, Either<VideoFailure, Generation> answer) {
        if (attempts.goOn(answer)) {
            queued.turnedAway();
            queue(attempts, queued);
        } else {
            queued.end(attempts.told(answer));
        }
    }

    private Attempts attempts(GenerationRequest request) {
        return new Attempts(request, quoting.inOrder(request).getOrElseThrow(VideoException::new));
    }

    /** An order that may be sent. */
    private record Priced(
            Submission submission,
            CallbackIntake.Expected expected,
            Function<Either<VideoFailure, TaskRef>, Either<VideoFailure, Generation>> follow) {

        /** Never throws: a paid task must not be lost for what is done with it afterwards. */
        Either<VideoFailure, Generation> answered(Either<VideoFailure, TaskRef> answer) {
            try {
                return expected.answered(follow.apply(answer));
            } catch (Throwable e) {
                if (answer.isRight()) { // nobody will see it end
                    submission.lane().taskOver();
                }
                return Either.left(Unfollowed.because(answer, e));
            }
        }
    }

    private Either<VideoFailure, Priced> priced(Attempts attempts) {
        return quoting.quoteToOrder(attempts.current(), attempts.request()).flatMap(order -> {
            Estimate estimate = order.provider().pricing().estimate(order.request());
            Optional<VideoFailure> refusal = options.spendGuard().refusal(estimate);
            return refusal.isPresent() ? Either.left(refusal.get()) : Either.right(ready(order, estimate));
        });
    }

    private Priced ready(Quoting.Quoted order, Estimate estimate) {
        OrderId id = OrderId.random();
        VideoProvider provider = order.provider();
        Lane lane = following.lane(provider);
        CallbackIntake.Expected expected = callbacks.expect(id, order.request());
        return new Priced(
                new Submission(
                        lane,
                        provider.generator(),
                        expected.request(),
                        OrderIntent.of(id, order.request(), estimate),
                        expected.calledBack()),
                expected,
                answer -> answer.map(task -> following.followNew(provider, order.request(), task)));
    }
}
