package io.github.reel4j;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.tracking.TaskTracking;
import io.github.reel4j.tracking.Waiter;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A video somebody waits for. However it completes, the wait is over then; the task is not. Thread-safe. */
final class PendingVideo extends CompletableFuture<GeneratedVideo> implements Waiter {

    private final TaskTracking tracking;
    private final TaskNotes notes;
    private final Duration timeout;
    private final boolean isHandedOut;
    private volatile @Nullable Runnable leave;

    private PendingVideo(TaskTracking tracking, TaskNotes notes, Duration timeout, boolean isHandedOut) {
        this.tracking = tracking;
        this.notes = notes;
        this.timeout = timeout;
        this.isHandedOut = isHandedOut;
    }

    /** Begins a wait that the program does not see, so that none of its code depends on it. */
    static PendingVideo begin(TaskTracking tracking, TaskNotes notes, Duration timeout) {
        return begin(tracking, notes, timeout, false);
    }

    /** Begins a wait for the program. Whatever depends on it runs on a thread that nobody waits for. */
    static PendingVideo handOut(TaskTracking tracking, TaskNotes notes, Duration timeout) {
        return begin(tracking, notes, timeout, true);
    }

    private static PendingVideo begin(TaskTracking tracking, TaskNotes notes, Duration timeout, boolean isHandedOut) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a wait takes more than no time, not " + timeout);
        }
        PendingVideo video = new PendingVideo(tracking, notes, timeout, isHandedOut);
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
            GeneratedVideo video = own(end.get());
            tell(() -> complete(video));
        } else {
            VideoFailure failure = end.getLeft();
            fail(isSharedByAnother() && failure.task().isPresent() ? failure.withTask(notes.task()) : failure);
        }
    }

    private GeneratedVideo own(GeneratedVideo video) {
        return isSharedByAnother()
                ? GeneratedVideo.builder().from(video).task(notes.task()).build()
                : video;
    }

    /** Tracking may be shared by references that differ in what does not matter to the vendor; each waiter sees its own. */
    private boolean isSharedByAnother() {
        return !tracking.task().equals(notes.task());
    }

    @Override
    public void expired() {
        fail(WaitingText.stillRunning(timeout, notes.task(), tracking));
    }

    @Override
    public void closed() {
        fail(WaitingText.closed(notes.task()));
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

    /** Through {@link #complete}, which ends the wait; the inherited method does not. */
    @Override
    public CompletableFuture<GeneratedVideo> completeAsync(
            Supplier<? extends GeneratedVideo> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> {
            try {
                complete(supplier.get());
            } catch (Throwable e) {
                completeExceptionally(e);
            }
        });
        return this;
    }

    @Override
    public CompletableFuture<GeneratedVideo> completeAsync(Supplier<? extends GeneratedVideo> supplier) {
        return completeAsync(supplier, defaultExecutor());
    }

    /** @throws UnsupportedOperationException always: how a wait ended cannot be replaced */
    @Override
    public void obtrudeValue(GeneratedVideo value) {
        throw new UnsupportedOperationException("how a wait ended cannot be replaced");
    }

    /** @throws UnsupportedOperationException always: how a wait ended cannot be replaced */
    @Override
    public void obtrudeException(Throwable problem) {
        throw new UnsupportedOperationException("how a wait ended cannot be replaced");
    }

    private void fail(VideoFailure failure) {
        VideoException problem = new VideoException(failure);
        tell(() -> completeExceptionally(problem));
    }

    private void tell(Runnable completion) {
        if (isHandedOut && getNumberOfDependents() > 0) {
            tracking.notifier().execute(completion);
        } else {
            completion.run();
        }
    }

    private void leave() {
        Runnable way = leave;
        if (way != null) {
            way.run();
        }
    }
}
