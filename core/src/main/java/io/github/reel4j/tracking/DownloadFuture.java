package io.github.reel4j.tracking;

import io.github.reel4j.guard.CallerContext;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The program's future of a downloaded file. Three stages follow each other: the wait for the task, the wait for a
 * worker, and the transfer. If the link has expired, they are repeated once with a fresh link; if its expiry is known,
 * no transfer is tried with it before. Completing the future in any way ends the current stage. Thread-safe.
 */
final class DownloadFuture extends GuardedFuture<Path> {

    private final VideoTaskDelegate task;
    private final Path target;
    private final CallerContext context;
    private int stage; // guarded by this
    private Runnable endStage = () -> {}; // guarded by this

    private DownloadFuture(
            VideoTaskDelegate task, Path target, Function<VideoFailure, ? extends RuntimeException> toException) {
        super(task.notifier(), toException);
        this.task = task;
        this.target = target;
        this.context = task.callerContext();
    }

    /** Starts to wait for {@code task} with the client's default timeout. */
    static DownloadFuture start(
            VideoTaskDelegate task, Path target, Function<VideoFailure, ? extends RuntimeException> toException) {
        DownloadFuture download = new DownloadFuture(task, target, toException);
        download.await(
                task,
                task.waitTimeout(),
                end -> end.peek(video -> download.queue(video, true))
                        .peekLeft(failure -> download.completeSafely(Either.left(failure))));
        return download;
    }

    private void await(
            VideoTaskDelegate tracked, Duration timeout, Consumer<Either<VideoFailure, GeneratedVideo>> onEnd) {
        int current = nextStage();
        onCompletion(current, tracked.await(timeout, onEnd));
    }

    /**
     * Waits for a fresh link, and queues the last transfer.
     *
     * @param toVideo returns the video to download, or the failure of this future, for the result of the wait
     */
    private void awaitFreshLink(UnaryOperator<Either<VideoFailure, GeneratedVideo>> toVideo) {
        await(
                task.withFreshTracking(),
                task.freshLinkTimeout(),
                end -> toVideo.apply(end)
                        .peek(video -> queue(video, false))
                        .peekLeft(failure -> completeSafely(Either.left(failure))));
    }

    private void queue(GeneratedVideo video, boolean mayRefresh) {
        int current = nextStage();
        DownloadExecutor.Transfer transfer = task.transfers()
                .submit(
                        () -> transfer(video, mayRefresh),
                        () -> completeSafely(Either.left(WaitFailures.closed(task.ref()))));
        onCompletion(current, transfer::cancel);
    }

    private void transfer(GeneratedVideo video, boolean mayRefresh) {
        if (isDone()) {
            return;
        }
        try {
            if (mayRefresh && task.hasExpired(video)) {
                awaitFreshLink(end -> FreshLinkRule.refreshed(video, end));
                return;
            }
            task.warnOfOthers(video);
            Either<VideoFailure, Path> result = context.call(() -> task.download(video, target));
            if (mayRefresh && result.isLeft() && FreshLinkRule.appliesTo(result.getLeft())) {
                awaitFreshLink(end -> end.mapLeft(wait -> FreshLinkRule.failure(result.getLeft(), wait)));
            } else {
                completeSafely(result.peek(task::recordDownload));
            }
        } catch (Throwable e) { // errors too, because the future must complete
            completeSafely(Either.left(VideoFailure.of(
                            FailureKind.DOWNLOAD_FAILED,
                            "the download failed: " + ExceptionName.of(e)
                                    + ". The video is still at the vendor. Try again with: reel resume " + task.ref())
                    .withTask(task.ref())));
        }
    }

    private synchronized int nextStage() {
        endStage = () -> {};
        return ++stage;
    }

    /** Lets {@code end} run if the program completes this future during the stage {@code current}, or has done so. */
    private void onCompletion(int current, Runnable end) {
        synchronized (this) {
            if (stage == current) { // otherwise the stage has ended already
                endStage = end;
            }
        }
        if (isDone()) {
            end.run();
        }
    }

    @Override
    protected void afterCompletion() {
        Runnable end;
        synchronized (this) {
            end = endStage;
        }
        end.run();
    }
}
