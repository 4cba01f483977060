package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Submitter;
import io.github.reel4j.tracking.Notifier;
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
final class QueuedOrder extends CompletableFuture<Generation> {

    private final Notifier notifier;
    private boolean sent;
    private boolean given;

    /** @param notifier runs what depends on the order */
    QueuedOrder(Notifier notifier) {
        this.notifier = notifier;
    }

    /** Its turn at one provider; {@code answered} hears of what comes of it. */
    Submitter.Sender turn(Consumer<Either<VideoFailure, TaskRef>> answered) {
        return new Submitter.Sender() {
            @Override
            public boolean begin() {
                return QueuedOrder.this.begin();
            }

            @Override
            public void turnedAway() {
                QueuedOrder.this.turnedAway();
            }

            @Override
            public void answered(Either<VideoFailure, TaskRef> answer) {
                try {
                    answered.accept(answer);
                } catch (Throwable e) { // errors too: somebody waits, and the task may be paid for
                    end(Either.left(Unfollowed.because(answer, e)));
                }
            }
        };
    }

    private synchronized boolean begin() {
        sent = !given;
        return sent;
    }

    /** It was provably not accepted, and waits for another turn. */
    synchronized void turnedAway() {
        sent = false;
    }

    /** There is no other turn. */
    void end(Either<VideoFailure, Generation> answer) {
        if (getNumberOfDependents() > 0) {
            notifier.execute(() -> tell(answer));
        } else {
            tell(answer);
        }
    }

    private void tell(Either<VideoFailure, Generation> answer) {
        answer.peek(super::complete).peekLeft(failure -> super.completeExceptionally(new VideoException(failure)));
    }

    @Override
    public boolean complete(Generation other) {
        return giveUp() && super.complete(other);
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        return giveUp() && super.completeExceptionally(problem);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return giveUp() && super.cancel(mayInterrupt);
    }

    /** Through {@link #complete}, which asks whether it may; the inherited method does not. */
    @Override
    public CompletableFuture<Generation> completeAsync(Supplier<? extends Generation> supplier, Executor executor) {
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
    public CompletableFuture<Generation> completeAsync(Supplier<? extends Generation> supplier) {
        return completeAsync(supplier, defaultExecutor());
    }

    /** @throws UnsupportedOperationException always: it would put an answer away */
    @Override
    public void obtrudeValue(Generation value) {
        throw new UnsupportedOperationException("what became of an order cannot be replaced");
    }

    /** @throws UnsupportedOperationException always: it would put an answer away */
    @Override
    public void obtrudeException(Throwable problem) {
        throw new UnsupportedOperationException("what became of an order cannot be replaced");
    }

    private synchronized boolean giveUp() {
        given = !sent;
        return given;
    }
}
