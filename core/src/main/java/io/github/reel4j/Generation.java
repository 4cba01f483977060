package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.tracking.TaskTracking;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A paid task, from submit to file. Whatever happens to this object, the task lives on at the vendor: keep {@link #task()}.
 * Thread-safe.
 */
public final class Generation {

    private final TaskRef task;
    private final TaskTracking tracking;
    private final VideoDownloader downloader;
    private final Waiting waiting;
    private final Duration patience;

    Generation(TaskRef task, TaskTracking tracking, VideoDownloader downloader, Waiting waiting, Duration patience) {
        this.task = task;
        this.tracking = tracking;
        this.downloader = downloader;
        this.waiting = waiting;
        this.patience = patience;
    }

    /** The handle of the task; its text lets any JVM resume it. */
    public TaskRef task() {
        return task;
    }

    /** Tells {@code listener} of every poll, on a thread of the client; it must not block for long. */
    public Generation onProgress(Consumer<Progress> listener) {
        tracking.onObservation(
                seen -> listener.accept(new Progress(task, seen.status(), seen.elapsed(), seen.polls())));
        return this;
    }

    /** Waits as {@link #await(Duration)}, for the client's usual time, 30 minutes unless set otherwise. */
    public GeneratedVideo await() {
        return await(patience);
    }

    /**
     * Waits for the video.
     *
     * @param timeout more than nothing; when it has passed, the failure is {@link FailureKind#STILL_RUNNING} and the task runs on
     * @throws VideoException if the vendor gave the task up, the time is over, or the thread is interrupted (its flag stays set)
     */
    public GeneratedVideo await(Duration timeout) {
        CompletableFuture<Either<VideoFailure, GeneratedVideo>> end = waiting.begin(task, tracking, timeout);
        try {
            return end.get().getOrElseThrow(VideoException::new);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VideoException(WaitingText.interrupted(task));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait ends with a value", e);
        } finally {
            end.cancel(false);
        }
    }

    /** Waits as {@link #await()}, without a thread. Cancelling it ends the wait, not the task. */
    public CompletableFuture<GeneratedVideo> toFuture() {
        CompletableFuture<Either<VideoFailure, GeneratedVideo>> end = waiting.begin(task, tracking, patience);
        CompletableFuture<GeneratedVideo> video = end.thenApply(each -> each.getOrElseThrow(VideoException::new));
        var unused = video.whenComplete((ignored, problem) -> end.cancel(false));
        return video;
    }

    /**
     * Waits as {@link #await()} and writes the video to {@code target}, which appears whole or not at all.
     *
     * @param target must not exist; its folder must
     * @throws VideoException as {@link #await()}, or if the video cannot be fetched; it stays at the vendor for a while, and the
     *     call may be made again
     */
    public Path download(Path target) {
        return downloader.download(await(), target).getOrElseThrow(VideoException::new);
    }

    @Override
    public String toString() {
        return task.toString();
    }
}
