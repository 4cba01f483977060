package io.github.reel4j;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Submitter;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An order that waits for its turn. Cancelled before it is sent, it is not sent; later, cancelling changes nothing at the vendor. */
final class QueuedOrder extends CompletableFuture<Generation> implements Submitter.Sender {

    private final Function<Either<VideoFailure, TaskRef>, Either<VideoFailure, Generation>> follow;

    QueuedOrder(Function<Either<VideoFailure, TaskRef>, Either<VideoFailure, Generation>> follow) {
        this.follow = follow;
    }

    @Override
    public boolean isGone() {
        return isDone();
    }

    @Override
    public void answered(Either<VideoFailure, TaskRef> answer) {
        Either<VideoFailure, Generation> followed = follow.apply(answer);
        if (followed.isRight()) {
            complete(followed.get());
        } else {
            completeExceptionally(new VideoException(followed.getLeft()));
        }
    }
}
