package io.github.reel4j;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.tracking.TaskOutcomeRecorder;
import io.github.reel4j.tracking.TrackedTask;
import io.github.reel4j.tracking.WaitFailures;
import io.github.reel4j.tracking.WaitListener;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A video somebody waits for. However it completes, the wait is over then; the task is not. Thread-safe. */
final class VideoFuture extends CompletableFuture<GeneratedVideo> implements WaitListener {

    private final TrackedTask task;
    private final TaskOutcomeRecorder outcomeRecorder;
    private final Duration timeout;
    private final boolean isHandedOut;
    private volatile @Nullable Runnable unsubscribe;

    private VideoFuture(TrackedTask task, TaskOutcomeRecorder recorder, Duration timeout, boolean isHandedOut) {
        this.task = task;
        this.outcomeRecorder = recorder;
        this.timeout = timeout;
        this.isHandedOut = isHandedOut;
    }

    /** Begins a wait that the program does not see, so that none of its code depends on it. */
    static VideoFuture start(TrackedTask task, TaskOutcomeRecorder recorder, Duration timeout) {
        return start(task, recorder, timeout, false);
    }

    /** Begins a wait for the program. Whatever depends on it runs on a thread that nobody waits for. */
    static VideoFuture handOut(TrackedTask task, TaskOutcomeRecorder recorder, Duration timeout) {
        return start(task, recorder, timeout, true);
    }

    private static VideoFuture start(
            TrackedTask task, TaskOutcomeRecorder recorder, Duration timeout, boolean isHandedOut) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a wait takes more than no time, not " + timeout);
        }
        VideoFuture video = new VideoFuture(task, recorder, timeout, isHandedOut);
        video.unsubscribe = task.await(video, timeout);
        if (video.isDone()) {
            video.unsubscribe();
        }
        return video;
    }

    @Override
    public void onCompleted(Either<VideoFailure, GeneratedVideo> end) {
        outcomeRecorder.recordEnd(end);
        if (end.isRight()) {
            GeneratedVideo video = own(end.get());
            tell(() -> complete(video));
        } else {
            VideoFailure failure = end.getLeft();
            fail(
                    isSharedByAnother() && failure.task().isPresent()
                            ? failure.withTask(outcomeRecorder.task())
                            : failure);
        }
    }

    private GeneratedVideo own(GeneratedVideo video) {
        return isSharedByAnother()
                ? GeneratedVideo.builder()
                        .from(video)
                        .task(outcomeRecorder.task())
                        .build()
                : video;
    }

    /** Tracking may be shared by references that differ in what does not matter to the vendor; each waiter sees its own. */
    private boolean isSharedByAnother() {
        return !task.task().equals(outcomeRecorder.task());
    }

    @Override
    public void onTimeout() {
        fail(WaitFailures.stillRunning(timeout, outcomeRecorder.task(), task));
    }

    @Override
    public void onClosed() {
        fail(WaitFailures.closed(outcomeRecorder.task()));
    }

    @Override
    public boolean complete(GeneratedVideo video) {
        boolean first = super.complete(video);
        unsubscribe();
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        boolean first = super.completeExceptionally(problem);
        unsubscribe();
        return first;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        unsubscribe();
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
            task.notifier().execute(completion);
        } else {
            completion.run();
        }
    }

    private void unsubscribe() {
        Runnable way = unsubscribe;
        if (way != null) {
            way.run();
        }
    }
}
