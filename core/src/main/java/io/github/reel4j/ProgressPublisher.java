package io.github.reel4j;

import io.github.reel4j.tracking.Observation;
import io.github.reel4j.tracking.TaskTracking;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The polls of one task as a stream; each subscriber waits for itself. Thread-safe. */
final class ProgressPublisher implements Flow.Publisher<Progress> {

    private final TaskTracking tracking;
    private final TaskNotes notes;
    private final Duration patience;

    ProgressPublisher(TaskTracking tracking, TaskNotes notes, Duration patience) {
        this.tracking = tracking;
        this.notes = notes;
        this.patience = patience;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Progress> subscriber) {
        new Stream(subscriber).begin();
    }

    /** One subscriber's stream and wait. */
    private final class Stream implements Consumer<Observation> {

        private static final int ROOM = 64;

        /** Tells on the thread that tells this stream: an error would overtake what waits for another thread. */
        private final SubmissionPublisher<Progress> publisher = new SubmissionPublisher<>(Runnable::run, ROOM);

        private volatile @Nullable PendingVideo wait;

        Stream(Flow.Subscriber<? super Progress> subscriber) {
            publisher.subscribe(subscriber);
        }

        void begin() {
            tracking.observe(this);
            PendingVideo video = PendingVideo.handOut(tracking, notes, patience);
            wait = video;
            var unused = video.whenComplete((ignored, problem) -> end(problem));
        }

        @Override
        public void accept(Observation seen) {
            PendingVideo video = wait;
            if (publisher.hasSubscribers()) {
                publisher.offer(Progress.of(notes.task(), seen), null);
            } else if (video != null) {
                video.cancel(false);
            }
        }

        private void end(@Nullable Throwable problem) {
            tracking.forget(this);
            if (problem == null) {
                publisher.close();
            } else {
                publisher.closeExceptionally(problem);
            }
        }
    }
}
