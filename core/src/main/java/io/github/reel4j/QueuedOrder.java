package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Submitter;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An order that waits for its turn. Meanwhile anybody may complete or cancel it, and it is not sent. While it is being sent, only the
 * vendor's answer completes it: whatever else did would lose a task that is paid for. Thread-safe.
 */
final class QueuedOrder extends CompletableFuture<Generation> {

    private boolean sent;
    private boolean given;

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
                } catch (RuntimeException e) {
                    end(Either.left(defect(answer, e)));
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

    private synchronized boolean giveUp() {
        given = !sent;
        return given;
    }

    private static VideoFailure defect(Either<VideoFailure, TaskRef> answer, RuntimeException problem) {
        VideoFailure failure = VideoFailure.of(
                FailureKind.DEFECT,
                "the order was answered, but could not be followed: "
                        + problem.getClass().getName());
        return answer.fold(known -> known, failure::withTask);
    }
}
