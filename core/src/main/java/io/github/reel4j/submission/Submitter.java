package io.github.reel4j.submission;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Sends orders, each in its turn of the vendor's lane, and again only under {@link ResendPolicy}. Thread-safe. */
@Singleton
public final class Submitter {

    private final Timeline timeline;

    @Inject
    Submitter(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Sends on the caller's thread, which an interrupt frees. */
    public Either<VideoFailure, TaskRef> submit(Lane lane, VideoGenerator generator, ResolvedRequest request) {
        Order order = new Order(timeline, lane, generator, request);
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Optional<VideoFailure> refusal = lane.awaitTurn();
                if (refusal.isPresent()) {
                    return Either.left(refusal.get());
                }
                Either<VideoFailure, TaskRef> answer = order.send();
                Optional<Duration> wait = order.waitBeforeNext(answer);
                if (wait.isEmpty()) {
                    return answer;
                }
                if (!wait.get().isZero()) {
                    timeline.sleep(wait.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(Unsent.because("interrupted"));
        } catch (RejectedExecutionException e) {
            return Either.left(Unsent.because("the client was closed"));
        }
    }

    /** Sends on a worker when its turn has come; {@code sender} hears of it there. */
    public void submitLater(Lane lane, VideoGenerator generator, ResolvedRequest request, Sender sender) {
        queue(new Order(timeline, lane, generator, request), sender);
    }

    private void queue(Order order, Sender sender) {
        order.lane()
                .queue(
                        () -> {
                            if (sender.begin()) {
                                sendQueued(order, sender);
                            } else {
                                order.giveTurnBack();
                            }
                        },
                        refusal -> sender.answered(Either.left(refusal)));
    }

    private void sendQueued(Order order, Sender sender) {
        Either<VideoFailure, TaskRef> answer = order.send();
        Optional<Duration> wait = order.waitBeforeNext(answer);
        if (wait.isEmpty()) {
            sender.answered(answer);
            return;
        }
        try {
            timeline.schedule(wait.get(), () -> queue(order, sender));
        } catch (RejectedExecutionException e) {
            sender.answered(Either.left(Unsent.because("the client was closed")));
        }
    }

    /** Who waits for an order that is queued. */
    public interface Sender {

        /** Its turn has come: whether it is still wanted. From now on the sender waits for the answer. */
        boolean begin();

        void answered(Either<VideoFailure, TaskRef> answer);
    }
}
