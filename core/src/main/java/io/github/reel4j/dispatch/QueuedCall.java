package io.github.reel4j.dispatch;

import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@link RequestDispatcher#callAsync} that waits for a permit. A timer rejects it if it waits too long.
 * Thread-safe.
 *
 * @param <T> the type of the result
 */
final class QueuedCall<T> {

    private final Consumer<Either<VideoFailure, T>> onResult;
    private Scheduler.@Nullable Cancellable timer; // guarded by this
    private boolean decided; // guarded by this

    QueuedCall(Consumer<Either<VideoFailure, T>> onResult) {
        this.onResult = onResult;
    }

    /** Makes the call on a worker and releases its permit before it passes on the result. */
    void run(Supplier<Either<VideoFailure, T>> call, RequestDispatcher dispatcher) {
        decide();
        Either<VideoFailure, T> result;
        try {
            result = dispatcher.observe(call.get());
        } finally {
            dispatcher.releaseCall();
        }
        onResult.accept(result);
    }

    void reject(VideoFailure reason) {
        decide();
        onResult.accept(Either.left(reason));
    }

    /** Cancels the timer, because the call no longer waits. */
    synchronized void decide() {
        decided = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    synchronized boolean isDecided() {
        return decided;
    }

    /** Sets the timer, or cancels it if the call no longer waits. */
    synchronized void setTimer(Scheduler.Cancellable newTimer) {
        timer = newTimer;
        if (decided) {
            newTimer.cancel();
        }
    }
}
