package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.contract.support.ForwardingMediaFile;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** RC-211 to RC-905: providers that go wrong with files, with many calls at the same time, and with long waits. */
final class BorderFileMutants {

    private BorderFileMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong(
                        "RC-211",
                        "waits for its timeout once more",
                        (right, config) -> right.generator(order -> twice(
                                config.duration("submit-timeout", Duration.ofMinutes(1)),
                                () -> right.generator().submit(order)))),
                wrong("RC-805", "waits for the timeout of an upload once more", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(UploadMutants.port(
                            uploader,
                            file -> twice(
                                    config.duration("upload-timeout", Duration.ofMinutes(1)),
                                    () -> uploader.upload(file))));
                }),
                wrong(
                        "RC-401",
                        "deletes the file that an earlier program has left for the same video",
                        (right, config) -> right.downloader((video, target) -> {
                            delete(target.resolveSibling(target.getFileName() + ".download"));
                            return right.downloader().download(video, target);
                        })),
                wrong(
                        "RC-405",
                        "names no task of an address that a channel refuses",
                        (right, config) ->
                                right.downloader(new Channels(right.downloader(), BorderFileMutants::withoutTask))),
                wrong(
                        "RC-405",
                        "takes an address that a channel refuses for one that has expired",
                        (right, config) -> right.downloader(new Channels(
                                right.downloader(),
                                failed -> failed.kind() == FailureKind.REFUSED_ADDRESS
                                        ? as(FailureKind.LINK_EXPIRED).apply(failed)
                                        : failed))),
                poll(
                        "RC-501",
                        "throws for a response that is not UTF-8",
                        (task, result) -> result.peekLeft(failed -> {
                            if (failed.rawResponse().orElse("").contains("\ufffd")) {
                                throw new IllegalArgumentException("the response is not UTF-8");
                            }
                        })),
                wrong("RC-803", "makes at most 12 calls at the same time", (right, config) -> {
                    AtomicInteger calls = new AtomicInteger();
                    return right.generator(order -> {
                        try {
                            return calls.incrementAndGet() > 12
                                    ? Either.left(VideoFailure.of(FailureKind.RATE_LIMITED, "too many calls"))
                                    : right.generator().submit(order);
                        } finally {
                            calls.decrementAndGet();
                        }
                    });
                }),
                poll(
                        "RC-804",
                        "reports queue positions only where digits are ASCII",
                        (task, result) -> result.map(status -> LocaleAndZone.isChanged()
                                        && status instanceof TaskStatus.Queued queued
                                        && queued.position().orElse(0) > 999
                                ? new TaskStatus.Queued()
                                : status)),
                wrong("RC-901", "sends at most 900 kB of a file", (right, config) -> uploads(right, FirstPart::new)),
                wrong("RC-905", "requests the limits again in the background", (right, config) -> {
                    MediaUploader uploader = right.uploader().orElseThrow();
                    return right.uploader(new Refreshing(uploader, config));
                }));
    }

    private static <T> Either<VideoFailure, T> twice(Duration timeout, Supplier<Either<VideoFailure, T>> call) {
        long start = System.nanoTime();
        Either<VideoFailure, T> result = call.get();
        long end = start + timeout.toNanos() * 2;
        boolean late = result.isLeft() && System.nanoTime() - start > timeout.toNanos() * 9 / 10;
        while (late && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return result;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VideoFailure withoutTask(VideoFailure failed) {
        return failed.kind() == FailureKind.REFUSED_ADDRESS
                ? VideoFailure.builder()
                        .from(failed)
                        .task(Optional.<TaskRef>empty())
                        .build()
                : failed;
    }

    private static ProviderParts uploads(ProviderParts right, UnaryOperator<MediaFile> change) {
        MediaUploader uploader = right.uploader().orElseThrow();
        return right.uploader(UploadMutants.port(uploader, file -> uploader.upload(change.apply(file))));
    }

    /** A downloader whose failures differ for channels. */
    private record Channels(VideoDownloader right, UnaryOperator<VideoFailure> change) implements VideoDownloader {

        @Override
        public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
            return right.download(video, target);
        }

        @Override
        public Either<VideoFailure, Long> download(
                GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
            return right.download(video, target, listener).mapLeft(change);
        }
    }

    private record FirstPart(MediaFile file) implements ForwardingMediaFile {

        @Override
        public long size() {
            return Math.min(900_000, file.size());
        }

        @Override
        public InputStream open() throws IOException {
            return new ByteArrayInputStream(file.readAllBytes(), 0, (int) size());
        }
    }

    private record Refreshing(MediaUploader right, ProviderConfig config) implements MediaUploader {

        @Override
        public UploadLimits limits() {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> Http.get(config, "/limits"));
            return right.limits();
        }

        @Override
        public Either<VideoFailure, URI> upload(MediaFile file) {
            return right.upload(file);
        }
    }
}
