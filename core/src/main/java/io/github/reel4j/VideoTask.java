package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.tracking.TaskOutcomeRecorder;
import io.github.reel4j.tracking.TrackedTask;
import io.github.reel4j.tracking.WaitFailures;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A paid task, from submit to file. Whatever happens to this object, the task lives on at the vendor: keep {@link #ref()}.
 * Thread-safe.
 */
public final class VideoTask {

    /** The video is made: a vendor that has a fresh link gives it at once. */
    private static final Duration FRESH_LINK_TIMEOUT = Duration.ofMinutes(2);

    private final TrackedTask task;
    private final VideoDownloader downloader;
    private final TaskOutcomeRecorder outcomeRecorder;
    private final Duration waitTimeout;
    private final Supplier<TrackedTask> freshTracking;

    /** @param anew follows the same task as if nothing was known of it */
    VideoTask(
            TrackedTask task,
            VideoDownloader downloader,
            TaskOutcomeRecorder recorder,
            Duration timeout,
            Supplier<TrackedTask> anew) {
        this.task = task;
        this.downloader = downloader;
        this.outcomeRecorder = recorder;
        this.waitTimeout = timeout;
        this.freshTracking = anew;
    }

    /** The handle of the task; its text lets any JVM resume it. */
    public TaskRef ref() {
        return outcomeRecorder.task();
    }

    /**
     * Tells {@code listener} of every poll, one at a time, on a thread of the client. What it throws is logged. One that blocks
     * delays no other listener, and the task is followed all the same: whoever waits for its end waits a second for it at most.
     */
    public VideoTask onProgress(Consumer<Progress> listener) {
        Objects.requireNonNull(listener, "listener");
        task.addListener(seen -> listener.accept(Progress.of(ref(), seen)));
        return this;
    }

    /**
     * The same as a stream. Each subscription is a wait as {@link #await()}: it polls, completes after the poll that saw the video,
     * and fails with a {@link VideoException} where {@link #await()} would. A subscriber that asks for less than there is misses
     * what it has no room for.
     */
    public Flow.Publisher<Progress> progress() {
        return new ProgressPublisher(task, outcomeRecorder, waitTimeout);
    }

    /** Waits as {@link #await(Duration)}, for the client's usual time, 30 minutes unless set otherwise. */
    public GeneratedVideo await() {
        return await(waitTimeout);
    }

    /**
     * Waits for the video.
     *
     * @param timeout more than nothing; when it has passed, the failure is {@link FailureKind#STILL_RUNNING} and the task runs on
     * @throws VideoException if the vendor gave the task up, the time is over, or the thread is interrupted (its flag stays set)
     */
    public GeneratedVideo await(Duration timeout) {
        return await(task, timeout);
    }

    private GeneratedVideo await(TrackedTask task, Duration timeout) {
        VideoFuture video = VideoFuture.start(task, outcomeRecorder, timeout);
        try {
            return video.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VideoException(WaitFailures.interrupted(ref()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VideoException end) {
                throw new VideoException(end.failure()); // with the caller's stack
            }
            throw new IllegalStateException("a wait ends with a value", e);
        } finally {
            video.cancel(false);
        }
    }

    /**
     * Waits as {@link #await()}, without a thread. Cancelling it ends the wait, not the task. What depends on the future may block: it
     * runs on a thread of the client that nobody else waits for, of which there are 256 at most.
     */
    public CompletableFuture<GeneratedVideo> toFuture() {
        return VideoFuture.handOut(task, outcomeRecorder, waitTimeout);
    }

    /**
     * Waits as {@link #await()} and writes the video to {@code target}, which appears whole or not at all. If the link to the video
     * has expired, the vendor is asked for a fresh one, once.
     *
     * @param target must not exist; its folder must
     * @throws VideoException as {@link #await()}, or if the video cannot be fetched; it stays at the vendor for a while, and the
     *     call may be made again
     */
    public Path download(Path target) {
        return download(target, file -> file);
    }

    /**
     * Does the same, and has the file put where it is to stay before the client's journal notes that it was delivered.
     *
     * @param settle is given the file, may move it, and returns where it is; what it throws is passed on
     */
    public Path download(Path target, UnaryOperator<Path> settle) {
        Path file = settle.apply(fetch(target));
        outcomeRecorder.recordDownload(file);
        return file;
    }

    private Path fetch(Path target) {
        Either<VideoFailure, Path> first = downloader.download(await(), target);
        if (first.isRight() || first.getLeft().kind() != FailureKind.LINK_EXPIRED) {
            return first.getOrElseThrow(VideoException::new);
        }
        return downloader.download(freshLink(first.getLeft()), target).getOrElseThrow(VideoException::new);
    }

    private GeneratedVideo freshLink(VideoFailure expired) {
        try {
            return await(
                    freshTracking.get(),
                    waitTimeout.compareTo(FRESH_LINK_TIMEOUT) < 0 ? waitTimeout : FRESH_LINK_TIMEOUT);
        } catch (VideoException e) {
            if (e.failure().kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            VideoException reported = new VideoException(expired);
            reported.addSuppressed(e);
            throw reported;
        }
    }

    @Override
    public String toString() {
        return ref().toString();
    }
}
