package io.github.reel4j;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.tracking.TaskTracking;
import io.github.reel4j.tracking.Waiter;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A video somebody waits for. However it completes, the wait is over then; the task is not. Thread-safe. */
final class PendingVideo extends CompletableFuture<GeneratedVideo> implements Waiter {

    private final TaskTracking tracking;
    private final TaskNotes notes;
    private final Duration timeout;
    private volatile @Nullable Runnable leave;

    private PendingVideo(TaskTracking tracking, TaskNotes notes, Duration timeout) {
        this.tracking = tracking;
        this.notes = notes;
        this.timeout = timeout;
    }

    static PendingVideo begin(TaskTracking tracking, TaskNotes notes, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a wait takes more than no time, not " + timeout);
        }
        PendingVideo video = new PendingVideo(tracking, notes, timeout);
        video.leave = tracking.await(video, timeout);
        if (video.isDone()) {
            video.leave();
        }
        return video;
    }

    @Override
    public void ended(Either<VideoFailure, GeneratedVideo> end) {
        notes.ended(end);
        if (end.isRight()) {
            complete(end.get());
        } else {
            fail(end.getLeft());
        }
    }

    @Override
    public void expired() {
        fail(WaitingText.stillRunning(timeout, tracking));
    }

    @Override
    public void closed() {
        fail(WaitingText.closed(tracking.task()));
    }

    @Override
    public boolean complete(GeneratedVideo video) {
        boolean first = super.complete(video);
        leave();
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        boolean first = super.completeExceptionally(problem);
        leave();
        return first;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        leave();
        return cancelled;
    }

    private void fail(VideoFailure failure) {
        completeExceptionally(new VideoException(failure));
    }

    private void leave() {
        Runnable way = leave;
        if (way != null) {
            way.run();
        }
    }
}
