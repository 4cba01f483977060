package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Submitter;
import io.github.reel4j.tracking.ListenerExecutor;
import io.vavr.control.Either;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An order that waits for its turn. Meanwhile anybody may complete or cancel it, and it is not sent. While it is being sent, and from then
 * on, only the vendor's answer completes it: whatever else did would lose a task that is paid for. By method:
 *
 * <ul>
 *   <li>{@code complete}, {@code completeExceptionally}, {@code cancel}, and {@code completeAsync}, {@code orTimeout} and {@code
 *       completeOnTimeout} when their time has come: before the order is sent they keep it from being sent; from then on they do nothing
 *   <li>{@code obtrudeValue}, {@code obtrudeException}: refused, always, with {@link UnsupportedOperationException}
 *   <li>{@code copy}, {@code minimalCompletionStage}, {@code newIncompleteFuture} and dependents: futures of their own; what is done to
 *       them reaches neither the order nor this future, which goes on holding the answer
 * </ul>
 *
 * Thread-safe.
 */
final class SubmissionFuture extends CompletableFuture<VideoTask> {

    private final ListenerExecutor executor;
    private boolean inFlight;
    private boolean cancelled;

    /** @param executor runs what depends on the order */
    SubmissionFuture(ListenerExecutor executor) {
        this.executor = executor;
    }

    /** Its turn at one provider; {@code answered} hears of what comes of it. */
    Submitter.SubmissionListener submissionListener(Consumer<Either<VideoFailure, TaskRef>> returned) {
        return new Submitter.SubmissionListener() {
            @Override
            public boolean tryStart() {
                return SubmissionFuture.this.tryStart();
            }

            @Override
            public void onRejected() {
                SubmissionFuture.this.markRejected();
            }

            @Override
            public void onResult(Either<VideoFailure, TaskRef> result) {
                try {
                    returned.accept(result);
                } catch (Throwable e) { // errors too: somebody waits, and the task may be paid for
                    finish(Either.left(TrackingFailures.notTracked(result, e)));
                }
            }
        };
    }

    private synchronized boolean tryStart() {
        inFlight = !cancelled;
        return inFlight;
    }

    /** It was provably not accepted, and waits for another turn. */
    synchronized void markRejected() {
        inFlight = false;
    }

    /** There is no other turn. */
    void finish(Either<VideoFailure, VideoTask> result) {
        if (getNumberOfDependents() > 0) {
            executor.execute(() -> notifyListeners(result));
        } else {
            notifyListeners(result);
        }
    }

    private void notifyListeners(Either<VideoFailure, VideoTask> result) {
        result.peek(super::complete).peekLeft(failure -> super.completeExceptionally(new VideoException(failure)));
    }

    @Override
    public boolean complete(VideoTask other) {
        return tryCancel() && super.complete(other);
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        return tryCancel() && super.completeExceptionally(problem);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return tryCancel() && super.cancel(mayInterrupt);
    }

    /** Through {@link #complete}, which asks whether it may; the inherited method does not. */
    @Override
    public CompletableFuture<VideoTask> completeAsync(Supplier<? extends VideoTask> supplier, Executor executor) {
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
    public CompletableFuture<VideoTask> completeAsync(Supplier<? extends VideoTask> supplier) {
        return completeAsync(supplier, defaultExecutor());
    }

    /** @throws UnsupportedOperationException always: it would put an answer away */
    @Override
    public void obtrudeValue(VideoTask value) {
        throw new UnsupportedOperationException("what became of an order cannot be replaced");
    }

    /** @throws UnsupportedOperationException always: it would put an answer away */
    @Override
    public void obtrudeException(Throwable problem) {
        throw new UnsupportedOperationException("what became of an order cannot be replaced");
    }

    private synchronized boolean tryCancel() {
        cancelled = !inFlight;
        return cancelled;
    }
}
