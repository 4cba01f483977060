package io.github.reel4j.tracking;

import io.github.reel4j.guard.CallerContext;
import io.github.reel4j.guard.ContextPropagator;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Downloads the videos of one client. Thread-safe. */
final class DownloadService {

    private final Scheduler scheduler;
    private final ContextPropagator contexts;
    private final DownloadExecutor transfers;

    DownloadService(Scheduler scheduler, ContextPropagator contexts) {
        this.scheduler = scheduler;
        this.contexts = contexts;
        this.transfers = new DownloadExecutor(scheduler);
    }

    /** Returns the context of the calling thread, for its asynchronous transfer. */
    CallerContext callerContext() {
        return contexts.capture();
    }

    /** Returns the executor of asynchronous transfers. */
    DownloadExecutor transfers() {
        return transfers;
    }

    /**
     * Downloads to a file on the calling thread.
     *
     * @param progress receives the progress at most 10 times per second; returns immediately and never throws
     */
    Either<VideoFailure, Path> download(
            VideoDownloader downloader, GeneratedVideo video, Path target, Consumer<DownloadProgressEvent> progress) {
        return observed(progress, listener -> downloader.download(video, target, listener));
    }

    /**
     * Downloads to a channel on the calling thread. A failure says how many bytes the channel has accepted. Its kind is
     * not {@link FailureKind#LINK_EXPIRED} if there are any, because a download with a fresh link would repeat them.
     *
     * @param progress see {@link #download(VideoDownloader, GeneratedVideo, Path, Consumer)}
     */
    Either<VideoFailure, Long> download(
            VideoDownloader downloader,
            GeneratedVideo video,
            WritableByteChannel target,
            Consumer<DownloadProgressEvent> progress) {
        CountingChannel counted = new CountingChannel(target);
        return observed(progress, listener -> downloader.download(video, counted, listener))
                .flatMap(size -> checkCount(video, size, counted.count()))
                .mapLeft(failure -> withCount(failure, counted.count()));
    }

    /** Rejects transfers that wait for a worker, and later ones. */
    void close() {
        transfers.close();
    }

    /** Waits until no asynchronous transfer runs, at most {@code max}. */
    void awaitIdle(Duration max) {
        transfers.awaitIdle(max);
    }

    private <T> T observed(Consumer<DownloadProgressEvent> progress, Function<DownloadListener, T> download) {
        ThrottledDownloadListener listener = new ThrottledDownloadListener(scheduler, progress);
        try {
            return download.apply(listener);
        } finally {
            listener.finish();
        }
    }

    private static Either<VideoFailure, Long> checkCount(GeneratedVideo video, long size, long written) {
        return size == written && video.size().orElse(written) == written
                ? Either.right(written)
                : Either.left(VideoFailure.of(
                                FailureKind.DOWNLOAD_FAILED,
                                "the provider has a defect: it reported a download of " + size
                                        + " bytes that is not what the channel has accepted"
                                        + (video.size().isPresent()
                                                ? " and the vendor announced ("
                                                        + video.size().getAsLong() + " bytes)"
                                                : "")
                                        + ". The video is still at the vendor.")
                        .withTask(video.task()));
    }

    private static VideoFailure withCount(VideoFailure failure, long written) {
        boolean expired = failure.kind() == FailureKind.LINK_EXPIRED && written > 0;
        return VideoFailure.builder()
                .from(failure)
                .kind(expired ? FailureKind.DOWNLOAD_FAILED : failure.kind())
                .message(failure.message() + "\n  Written to the channel: " + written + " bytes, which are not a"
                        + " complete video.")
                .build();
    }
}
