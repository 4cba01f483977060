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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A paid task, from submit to file. Whatever happens to this object, the task lives on at the vendor: keep {@link #task()}.
 * Thread-safe.
 */
public final class Generation {

    /** The video is made: a vendor that has a fresh link gives it at once. */
    private static final Duration FRESH_LINK = Duration.ofMinutes(2);

    private final TaskTracking tracking;
    private final VideoDownloader downloader;
    private final TaskNotes notes;
    private final Duration patience;
    private final Supplier<TaskTracking> anew;

    /** @param anew follows the same task as if nothing was known of it */
    Generation(
            TaskTracking tracking,
            VideoDownloader downloader,
            TaskNotes notes,
            Duration patience,
            Supplier<TaskTracking> anew) {
        this.tracking = tracking;
        this.downloader = downloader;
        this.notes = notes;
        this.patience = patience;
        this.anew = anew;
    }

    /** The handle of the task; its text lets any JVM resume it. */
    public TaskRef task() {
        return notes.task();
    }

    /**
     * Tells {@code listener} of every poll, one at a time, on a thread of the client. What it throws is logged. One that blocks
     * delays no other listener, and the task is followed all the same: whoever waits for its end waits a second for it at most.
     */
    public Generation onProgress(Consumer<Progress> listener) {
        Objects.requireNonNull(listener, "listener");
        tracking.observe(seen -> listener.accept(Progress.of(task(), seen)));
        return this;
    }

    /**
     * The same as a stream. Each subscription is a wait as {@link #await()}: it polls, completes after the poll that saw the video,
     * and fails with a {@link VideoException} where {@link #await()} would. A subscriber that asks for less than there is misses
     * what it has no room for.
     */
    public Flow.Publisher<Progress> progress() {
        return new ProgressPublisher(tracking, notes, patience);
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
        return await(tracking, timeout);
    }

    private GeneratedVideo await(TaskTracking tracking, Duration timeout) {
        PendingVideo video = PendingVideo.begin(tracking, notes, timeout);
        try {
            return video.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VideoException(WaitingText.interrupted(task()));
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
        return PendingVideo.handOut(tracking, notes, patience);
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
        Path file = settle.apply(fetched(target));
        notes.delivered(file);
        return file;
    }

    private Path fetched(Path target) {
        Either<VideoFailure, Path> first = downloader.download(await(), target);
        if (first.isRight() || first.getLeft().kind() != FailureKind.LINK_EXPIRED) {
            return first.getOrElseThrow(VideoException::new);
        }
        return downloader.download(freshLink(first.getLeft()), target).getOrElseThrow(VideoException::new);
    }

    private GeneratedVideo freshLink(VideoFailure expired) {
        try {
            return await(anew.get(), patience.compareTo(FRESH_LINK) < 0 ? patience : FRESH_LINK);
        } catch (VideoException e) {
            if (e.failure().kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            VideoException told = new VideoException(expired);
            told.addSuppressed(e);
            throw told;
        }
    }

    @Override
    public String toString() {
        return task().toString();
    }
}
