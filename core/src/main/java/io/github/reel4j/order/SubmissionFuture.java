package io.github.reel4j.order;

import io.github.reel4j.guard.CallerContext;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Submitter;
import io.github.reel4j.tracking.GuardedFuture;
import io.github.reel4j.tracking.ListenerExecutor;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The future that the program gets for one order. Completing or cancelling it before the order is sent keeps the order
 * from being sent. While the order is being sent, and afterwards, only the vendor's result completes it, because any
 * other result would lose a paid task. Thread-safe.
 */
final class SubmissionFuture<T> extends GuardedFuture<T> {

    private final CallerContext context;
    private final Function<VideoTaskDelegate, T> toResult;
    private volatile UnaryOperator<Either<VideoFailure, VideoTaskDelegate>> onEnd = UnaryOperator.identity();
    private boolean inFlight;
    private boolean cancelled;

    /**
     * @param executor see {@link GuardedFuture}
     * @param context of the program's call
     */
    SubmissionFuture(
            ListenerExecutor executor,
            CallerContext context,
            Function<VideoTaskDelegate, T> toResult,
            Function<VideoFailure, ? extends RuntimeException> toException) {
        super(executor, toException);
        this.context = context;
        this.toResult = toResult;
    }

    /** Returns the context of the program's call, in which the order is sent. */
    CallerContext context() {
        return context;
    }

    /**
     * Sets what receives the last result of the order and returns what completes this future. It must not throw.
     * Called before the order is submitted.
     */
    void onEnd(UnaryOperator<Either<VideoFailure, VideoTaskDelegate>> conclusion) {
        onEnd = conclusion;
    }

    /** Returns the listener for one provider; {@code onResult} receives that provider's result. */
    Submitter.SubmissionListener submissionListener(Consumer<Either<VideoFailure, TaskRef>> onResult) {
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
                    onResult.accept(result);
                } catch (Throwable e) { // errors too, because the future must complete and the task may be paid for
                    finish(Either.left(OrderFailures.notTracked(result, e)));
                }
            }
        };
    }

    private synchronized boolean tryStart() {
        inFlight = !cancelled;
        return inFlight;
    }

    /** Allows cancelling again, because the order was provably not accepted and waits to be sent once more. */
    synchronized void markRejected() {
        inFlight = false;
    }

    /** Completes this future with the last result of the order. */
    void finish(Either<VideoFailure, VideoTaskDelegate> result) {
        completeSafely(onEnd.apply(result).map(toResult));
    }

    @Override
    protected synchronized boolean tryComplete() {
        cancelled = !inFlight;
        return cancelled;
    }
}
