package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider whose submits, downloads and polls are instrumented. Thread-safe. */
final class InstrumentedProvider extends ForwardingProvider {

    private final CallObserver observer;
    private final CallObserver.Observed<SubmitObservationContext> submits;
    private final CallObserver.Observed<DownloadObservationContext> downloads;
    private final UnaryOperator<StatusTracker> trackers;

    /**
     * @param submits null for the default convention, as {@code downloads}
     * @param trackers instruments the tracker, or returns it
     */
    InstrumentedProvider(
            VideoProvider provider,
            CallObserver observer,
            @Nullable SubmitObservationConvention submits,
            @Nullable DownloadObservationConvention downloads,
            UnaryOperator<StatusTracker> trackers) {
        super(provider);
        this.observer = observer;
        this.submits = new CallObserver.Observed<>(
                ReelObservationDocumentation.SUBMIT,
                submits,
                new DefaultSubmitObservationConvention(),
                FailureKind.SUBMISSION_UNKNOWN);
        this.downloads = new CallObserver.Observed<>(
                ReelObservationDocumentation.DOWNLOAD,
                downloads,
                new DefaultDownloadObservationConvention(),
                FailureKind.DOWNLOAD_FAILED);
        this.trackers = trackers;
    }

    @Override
    public VideoGenerator generator() {
        VideoGenerator generator = Objects.requireNonNull(provider().generator(), "generator()");
        return request -> {
            SubmitObservationContext context = new SubmitObservationContext(request);
            return observer.observe(submits, context, () -> generator.submit(request), context::setTask);
        };
    }

    @Override
    public StatusTracker tracker() {
        return trackers.apply(Objects.requireNonNull(provider().tracker(), "tracker()"));
    }

    @Override
    public VideoDownloader downloader() {
        return new InstrumentedDownloader(Objects.requireNonNull(provider().downloader(), "downloader()"));
    }

    private final class InstrumentedDownloader implements VideoDownloader {

        private final VideoDownloader downloader;

        InstrumentedDownloader(VideoDownloader downloader) {
            this.downloader = downloader;
        }

        @Override
        public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
            return observe(video, () -> downloader.download(video, target), InstrumentedDownloader::size);
        }

        @Override
        public Either<VideoFailure, Path> download(GeneratedVideo video, Path target, DownloadListener listener) {
            return observe(video, () -> downloader.download(video, target, listener), InstrumentedDownloader::size);
        }

        @Override
        public Either<VideoFailure, Long> download(
                GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
            return observe(video, () -> downloader.download(video, target, listener), OptionalLong::of);
        }

        private <T> Either<VideoFailure, T> observe(
                GeneratedVideo video, Supplier<Either<VideoFailure, T>> call, Function<T, OptionalLong> size) {
            DownloadObservationContext context = new DownloadObservationContext(video);
            return observer.observe(downloads, context, call, result -> context.setBytes(size.apply(result)));
        }

        private static OptionalLong size(Path file) {
            try {
                return OptionalLong.of(Files.size(file));
            } catch (IOException e) {
                return OptionalLong.empty();
            }
        }
    }
}
