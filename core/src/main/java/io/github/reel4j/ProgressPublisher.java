package io.github.reel4j;

import io.github.reel4j.tracking.PollEvent;
import io.github.reel4j.tracking.TaskOutcomeRecorder;
import io.github.reel4j.tracking.TrackedTask;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The polls of one task as a stream; each subscriber waits for itself. Thread-safe. */
final class ProgressPublisher implements Flow.Publisher<Progress> {

    private final TrackedTask task;
    private final TaskOutcomeRecorder outcomeRecorder;
    private final Duration waitTimeout;

    ProgressPublisher(TrackedTask task, TaskOutcomeRecorder recorder, Duration timeout) {
        this.task = task;
        this.outcomeRecorder = recorder;
        this.waitTimeout = timeout;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Progress> subscriber) {
        new ProgressSubscription(subscriber).start();
    }

    /** One subscriber's stream and wait. */
    private final class ProgressSubscription implements Consumer<PollEvent> {

        private static final int BUFFER_SIZE = 64;

        /** Tells on the thread that tells this stream: an error would overtake what waits for another thread. */
        private final SubmissionPublisher<Progress> publisher = new SubmissionPublisher<>(Runnable::run, BUFFER_SIZE);

        private volatile @Nullable VideoFuture wait;

        ProgressSubscription(Flow.Subscriber<? super Progress> subscriber) {
            publisher.subscribe(subscriber);
        }

        void start() {
            task.addListener(this);
            VideoFuture video = VideoFuture.handOut(task, outcomeRecorder, waitTimeout);
            wait = video;
            var unused = video.whenComplete((ignored, problem) -> end(problem));
        }

        @Override
        public void accept(PollEvent seen) {
            VideoFuture video = wait;
            if (publisher.hasSubscribers()) {
                publisher.offer(Progress.of(outcomeRecorder.task(), seen), null);
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
