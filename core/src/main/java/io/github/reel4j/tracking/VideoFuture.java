package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The future that the library returns to the program; it completes with the generated video. Completing it in any way
 * ends the wait, but not the task. Dependents run on threads of the {@link ListenerExecutor}, so they may block.
 * Thread-safe.
 */
final class VideoFuture extends GuardedFuture<GeneratedVideo> {

    private volatile @Nullable Runnable unsubscribe;

    private VideoFuture(ListenerExecutor executor, Function<VideoFailure, ? extends RuntimeException> toException) {
        super(executor, toException);
    }

    /** Starts a wait for {@code task} with the client's default timeout. */
    static VideoFuture start(VideoTaskDelegate task, Function<VideoFailure, ? extends RuntimeException> toException) {
        VideoFuture video = new VideoFuture(task.notifier(), toException);
        video.unsubscribe = task.await(task.waitTimeout(), video::completeSafely);
        return video;
    }

    /** Ends the wait, which has not ended if the program completes this future. */
    @Override
    protected void afterCompletion() {
        Runnable end = unsubscribe;
        if (end != null) {
            end.run();
        }
    }
}
