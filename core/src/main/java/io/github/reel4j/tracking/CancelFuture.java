package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The program's future of one cancel request. Completing or cancelling it before the request is sent keeps the request
 * from being sent. While the request is being sent, and afterwards, only the vendor's result completes it, because any
 * other result would hide what the vendor said. Thread-safe.
 */
final class CancelFuture extends GuardedFuture<CancelOutcome> {

    private final TaskRef task;
    private boolean inFlight; // guarded by this
    private boolean cancelled; // guarded by this
    private Runnable withdraw = () -> {}; // guarded by this

    CancelFuture(
            TaskRef task, ListenerExecutor executor, Function<VideoFailure, ? extends RuntimeException> toException) {
        super(executor, toException);
        this.task = task;
    }

    /** Queues the request; {@code call} sends it and never throws. */
    void send(RequestDispatcher dispatcher, Supplier<Either<VideoFailure, CancelOutcome>> call) {
        Runnable queued = dispatcher.<CancelOutcome>callAsync(
                () -> tryStart() ? call.get() : Either.left(WaitFailures.notSent(task)),
                result -> finish(result.mapLeft(failure -> failure.withTask(task))));
        boolean late;
        synchronized (this) {
            withdraw = queued;
            late = cancelled;
        }
        if (late) {
            queued.run();
        }
    }

    void finish(Either<VideoFailure, CancelOutcome> result) {
        completeSafely(result);
    }

    private synchronized boolean tryStart() {
        inFlight = !cancelled;
        return inFlight;
    }

    @Override
    protected synchronized boolean tryComplete() {
        cancelled = !inFlight;
        return cancelled;
    }

    @Override
    protected void afterCompletion() {
        Runnable queued;
        synchronized (this) {
            queued = cancelled ? withdraw : () -> {};
        }
        queued.run();
    }
}
