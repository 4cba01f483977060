package io.github.reel4j.tracking;

import io.github.reel4j.model.VideoFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Publishes the polls of one task as a stream. Each subscription is a wait of its own. Thread-safe. */
final class ProgressPublisher<P> implements Flow.Publisher<P> {

    private final VideoTaskDelegate task;
    private final Function<PollEvent, P> toItem;
    private final Function<VideoFailure, ? extends RuntimeException> toException;

    ProgressPublisher(
            VideoTaskDelegate task,
            Function<PollEvent, P> toItem,
            Function<VideoFailure, ? extends RuntimeException> toException) {
        this.task = task;
        this.toItem = toItem;
        this.toException = toException;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super P> subscriber) {
        new ProgressSubscription(subscriber).start();
    }

    /** The stream and the wait of one subscriber. */
    private final class ProgressSubscription implements Consumer<PollEvent> {

        private static final int BUFFER_SIZE = 64;

        /** Publishes on the calling thread, because an error on another thread could overtake items. */
        private final SubmissionPublisher<P> publisher = new SubmissionPublisher<>(Runnable::run, BUFFER_SIZE);

        private volatile @Nullable CompletableFuture<?> wait;

        ProgressSubscription(Flow.Subscriber<? super P> subscriber) {
            publisher.subscribe(subscriber);
        }

        void start() {
            task.onPoll(this);
            VideoFuture video = VideoFuture.start(task, toException);
            wait = video;
            var unused = video.whenComplete((ignored, problem) -> end(problem));
        }

        @Override
        public void accept(PollEvent event) {
            CompletableFuture<?> video = wait;
            if (publisher.hasSubscribers()) {
                publisher.offer(toItem.apply(event), null);
            } else if (video != null) {
                video.cancel(false);
            }
        }

        private void end(@Nullable Throwable problem) {
            task.removeListener(this);
            if (problem == null) {
                publisher.close();
            } else {
                publisher.closeExceptionally(problem);
            }
        }
    }
}
