package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** RC-403 to RC-405: downloads of wrong responses and of wrong URLs. */
@SuppressWarnings("UnnecessaryLambda") // composed with and
final class FaultyDownloadMutants {

    private static final Predicate<HttpResponse<byte[]>> OK = response -> response.statusCode() == 200;
    private static final Predicate<HttpResponse<byte[]>> TYPED =
            response -> response.headers().firstValue("Content-Type").orElse("").equals("video/mp4");
    private static final Predicate<HttpResponse<byte[]>> VIDEO = response -> isVideo(response.body());

    private FaultyDownloadMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                client("believes the type of a file", OK.and(TYPED), HttpClient.Redirect.NEVER),
                client("saves a video whatever the status is", TYPED.and(VIDEO), HttpClient.Redirect.NEVER),
                client(
                        "saves a part that it did not ask for",
                        response -> response.statusCode() / 100 == 2 && VIDEO.test(response),
                        HttpClient.Redirect.NEVER),
                wrong(
                        "RC-403",
                        "leaves an empty hidden file after an error",
                        (right, config) -> right.downloader(file(
                                right.downloader(),
                                (video, target) -> right.downloader()
                                        .download(video, target)
                                        .peekLeft(failure -> {
                                            if (says("no longer offers").test(failure)) {
                                                write(target.resolveSibling(".video.mp4.part"), new byte[0]);
                                            }
                                        })))),
                wrong("RC-403", "cannot download again after an error", (right, config) -> {
                    AtomicBoolean failed = new AtomicBoolean();
                    return right.downloader(file(
                            right.downloader(),
                            (video, target) -> failed.getAndSet(false)
                                    ? Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "it has failed before")
                                            .withTask(video.task()))
                                    : right.downloader()
                                            .download(video, target)
                                            .peekLeft(failure ->
                                                    failed.set(says("HTTP 503").test(failure)))));
                }),
                wrong(
                        "RC-404",
                        "writes the beginning twice when it fetches anew",
                        (right, config) -> right.downloader(channel(right.downloader(), (video, target) -> {
                            Either<VideoFailure, Long> first =
                                    right.downloader().download(video, target, DownloadListener.NONE);
                            return first.isLeft() && says("cut off").test(first.getLeft())
                                    ? right.downloader().download(video, target, DownloadListener.NONE)
                                    : first;
                        }))),
                wrong(
                        "RC-404",
                        "reports a broken download to a channel as a short one",
                        (right, config) -> right.downloader(channel(right.downloader(), (video, target) -> {
                            Either<VideoFailure, Long> result =
                                    right.downloader().download(video, target, DownloadListener.NONE);
                            return result.isLeft() && says("cut off").test(result.getLeft())
                                    ? Either.right(0L)
                                    : result;
                        }))),
                wrong(
                        "RC-404",
                        "takes a channel that is full for a complete download",
                        (right, config) -> right.downloader(channel(
                                right.downloader(),
                                (video, target) -> right.downloader()
                                        .download(video, target, DownloadListener.NONE)
                                        .orElse(() -> isHttp(video) ? Either.right(0L) : notOpened(video))))),
                wrong(
                        "RC-404",
                        "takes a channel that its owner closes for a complete download",
                        (right, config) -> right.downloader(channel(right.downloader(), (video, target) -> {
                            Either<VideoFailure, Long> result =
                                    right.downloader().download(video, target, DownloadListener.NONE);
                            return target.isOpen() ? result : Either.right(0L);
                        }))),
                wrong(
                        "RC-404",
                        "loses the task of a download whose channel its owner closes",
                        (right, config) -> right.downloader(channel(
                                right.downloader(),
                                (video, target) -> right.downloader()
                                        .download(video, target, DownloadListener.NONE)
                                        .mapLeft(failure -> target.isOpen()
                                                ? failure
                                                : VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "closed"))))),
                wrong(
                        "RC-404",
                        "loses the task of a download that it does not start",
                        (right, config) -> right.downloader(channel(
                                right.downloader(),
                                (video, target) -> isHttp(video)
                                        ? right.downloader().download(video, target, DownloadListener.NONE)
                                        : Either.left(
                                                VideoFailure.of(FailureKind.REFUSED_ADDRESS, "no URL of HTTP"))))),
                wrong(
                        "RC-405",
                        "copies local files to channels",
                        (right, config) -> right.downloader(channel(right.downloader(), (video, target) -> {
                            if (isHttp(video)) {
                                return right.downloader().download(video, target, DownloadListener.NONE);
                            }
                            try (InputStream file = video.url().toURL().openStream()) {
                                return Either.right((long) target.write(ByteBuffer.wrap(file.readAllBytes())));
                            } catch (IOException | IllegalArgumentException e) {
                                return notOpened(video);
                            }
                        }))),
                wrong(
                        "RC-404",
                        "closes a channel when a download fails",
                        (right, config) -> right.downloader(channel(
                                right.downloader(),
                                (video, target) -> right.downloader()
                                        .download(video, target, DownloadListener.NONE)
                                        .peekLeft(failure -> close(target))))),
                opening(
                        "copies local files",
                        url -> "file".equals(url.getScheme()),
                        url -> Files.readAllBytes(Path.of(url))),
                opening(
                        "opens private addresses",
                        url -> "http".equals(url.getScheme()) && !"127.0.0.1".equals(url.getHost()),
                        url -> Http.get(url).body()),
                wrong(
                        "RC-405",
                        "follows redirects to private addresses",
                        (right, config) -> right.downloader(file(right.downloader(), (video, target) -> {
                            Either<VideoFailure, Path> result =
                                    right.downloader().download(video, target);
                            if (result.isLeft()
                                    && says("not on the public Internet").test(result.getLeft())) {
                                fetch(video.url(), HttpClient.Redirect.ALWAYS);
                            }
                            return result;
                        }))));
    }

    private static boolean isHttp(GeneratedVideo video) {
        return String.valueOf(video.url().getScheme()).startsWith("http");
    }

    private static Either<VideoFailure, Long> notOpened(GeneratedVideo video) {
        return Either.left(VideoFailure.of(FailureKind.REFUSED_ADDRESS, "not a URL of HTTP")
                .withTask(video.task()));
    }

    private interface FileDownload {
        Either<VideoFailure, Path> save(GeneratedVideo video, Path target);
    }

    private interface ChannelDownload {
        Either<VideoFailure, Long> save(GeneratedVideo video, WritableByteChannel target);
    }

    private interface Reader {
        byte[] read(URI url) throws IOException;
    }

    /** Returns a downloader that is wrong for files only. */
    private static VideoDownloader file(VideoDownloader right, FileDownload download) {
        return downloader(download, (video, target) -> right.download(video, target, DownloadListener.NONE));
    }

    /** Returns a downloader that is wrong for channels only. */
    private static VideoDownloader channel(VideoDownloader right, ChannelDownload download) {
        return downloader(right::download, download);
    }

    private static VideoDownloader downloader(FileDownload files, ChannelDownload channels) {
        return new VideoDownloader() {
            @Override
            public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
                return files.save(video, target);
            }

            @Override
            public Either<VideoFailure, Long> download(
                    GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
                return channels.save(video, target);
            }
        };
    }

    /** Returns a provider that downloads with the JDK's client and accepts some responses. */
    private static ContractMutant client(
            String name, Predicate<HttpResponse<byte[]>> accepted, HttpClient.Redirect redirects) {
        return wrong(
                "RC-403",
                name,
                (right, config) -> right.downloader(file(right.downloader(), (video, target) -> {
                    if (!"127.0.0.1".equals(video.url().getHost())) {
                        return right.downloader().download(video, target);
                    }
                    HttpResponse<byte[]> response = fetchOrNull(video.url(), redirects);
                    if (response != null && !Files.exists(target) && accepted.test(response)) {
                        write(target, response.body());
                        return Either.right(target);
                    }
                    return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "no video came")
                            .withTask(video.task()));
                })));
    }

    private static ContractMutant opening(String name, Predicate<URI> when, Reader reader) {
        return wrong(
                "RC-405",
                name,
                (right, config) -> right.downloader(file(right.downloader(), (video, target) -> {
                    if (!when.test(video.url())) {
                        return right.downloader().download(video, target);
                    }
                    try {
                        write(target, reader.read(video.url()));
                        return Either.right(target);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })));
    }

    private static void fetch(URI url, HttpClient.Redirect redirects) {
        var unused = fetchOrNull(url, redirects);
    }

    private static @Nullable HttpResponse<byte[]> fetchOrNull(URI url, HttpClient.Redirect redirects) {
        try {
            return HttpClient.newBuilder()
                    .followRedirects(redirects)
                    .build()
                    .send(
                            HttpRequest.newBuilder(url)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVideo(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).startsWith("ftyp", 4);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(WritableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
