package io.github.reel4j.discovery;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** A downloader whose methods never throw, and whose failures name the task. Thread-safe. */
final class FaultIsolatingDownloader implements VideoDownloader {

    private final Supplier<Either<VideoFailure, VideoDownloader>> downloader;

    /** @param downloader returns the provider's downloader, or the failure if it cannot be created */
    FaultIsolatingDownloader(Supplier<Either<VideoFailure, VideoDownloader>> downloader) {
        this.downloader = downloader;
    }

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        return download(video, target, DownloadListener.NONE);
    }

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target, DownloadListener listener) {
        return call(video, each -> each.download(video, target, listener));
    }

    @Override
    public Either<VideoFailure, Long> download(
            GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
        return call(video, each -> each.download(video, target, listener));
    }

    private <T> Either<VideoFailure, T> call(
            GeneratedVideo video, Function<VideoDownloader, Either<VideoFailure, T>> download) {
        return SafePortCaller.<T>of(
                        FailureKind.DOWNLOAD_FAILED,
                        "The video is still at the vendor.",
                        () -> downloader.get().flatMap(download))
                .mapLeft(failure -> failure.withTask(video.task()));
    }
}
