package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The program's future of a video. Completing it in any way ends the wait, but not the task. Dependents run on threads
 * of the {@link ListenerExecutor}, so they may block. Thread-safe.
 */
final class VideoFuture extends GuardedFuture<GeneratedVideo> {

    private final ListenerExecutor notifier;
    private final Function<VideoFailure, ? extends RuntimeException> toException;
    private volatile @Nullable Runnable unsubscribe;

    private VideoFuture(ListenerExecutor notifier, Function<VideoFailure, ? extends RuntimeException> toException) {
        this.notifier = notifier;
        this.toException = toException;
    }

    /** Starts a wait for {@code task} with the client's default timeout. */
    static VideoFuture start(TaskHandle task, Function<VideoFailure, ? extends RuntimeException> toException) {
        VideoFuture video = new VideoFuture(task.notifier(), toException);
        video.unsubscribe = task.await(task.waitTimeout(), video::onEnd);
        if (video.isDone()) {
            video.afterCompletion();
        }
        return video;
    }

    private void onEnd(Either<VideoFailure, GeneratedVideo> end) {
        Either<RuntimeException, GeneratedVideo> result = end.mapLeft(toException);
        finish(notifier, result);
        afterCompletion();
    }

    /** Ends the wait. */
    @Override
    protected void afterCompletion() {
        Runnable end = unsubscribe;
        if (end != null) {
            end.run();
        }
    }
}
