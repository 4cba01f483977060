package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** RC-401 to RC-404: downloads. */
final class DownloadMutants {

    private interface Download {
        Either<VideoFailure, Path> save(VideoDownloader right, GeneratedVideo video, Path target) throws IOException;
    }

    private interface ChannelDownload {
        Either<VideoFailure, Long> save(VideoDownloader right, GeneratedVideo video, WritableByteChannel target)
                throws IOException;
    }

    private DownloadMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                download("RC-401", "replaces the file that is there", (right, video, target) -> {
                    Files.deleteIfExists(target);
                    return right.download(video, target);
                }),
                address(
                        "drops the query of a URL with its signature",
                        url -> URI.create(url.toString().replaceFirst("\\?.*", ""))),
                address(
                        "decodes and re-encodes a URL",
                        url -> URI.create(url.toString().replace("%2B", "+").replace("%2F", "/"))),
                wrong(
                        Set.of("RC-401", "RC-404"),
                        "replaces the host of a URL by that of the vendor",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> StatusBodies.video(
                                        update,
                                        video -> GeneratedVideo.builder()
                                                .from(video)
                                                .url(config.baseUrl("https://api.acme.example/v1")
                                                        .resolve(video.url().getRawPath()))
                                                .build())))),
                download("RC-401", "truncates an existing file before it fails", (right, video, target) -> {
                    if (Files.exists(target)) {
                        Files.write(target, new byte[0]);
                    }
                    return right.download(video, target);
                }),
                // an HTML page is not a video
                wrong(
                        Set.of("RC-401", "RC-403", "RC-404"),
                        "reports success without writing a file",
                        (right, config) -> right.downloader((video, target) -> Either.right(target))),
                download("RC-401", "says that it saved what it did not", (right, video, target) -> {
                    Either<VideoFailure, Path> result = right.download(video, target);
                    return Files.exists(target) ? Either.right(target) : result;
                }),
                download(
                        Set.of("RC-401", "RC-404"),
                        "writes a file of another name",
                        (right, video, target) -> right.download(
                                video, target.resolveSibling(video.task().id() + ".mp4"))),
                download(
                        Set.of("RC-401", "RC-404"),
                        "returns another path than it wrote",
                        (right, video, target) -> right.download(video, target).map(Path::getFileName)),
                download(
                        "RC-401",
                        "writes only the beginning of the file",
                        (right, video, target) ->
                                right.download(video, target).peek(file -> write(file, Arrays.copyOf(read(file), 64)))),
                download(
                        "RC-401",
                        "appends bytes to the file",
                        (right, video, target) -> right.download(video, target)
                                .peek(file -> write(file, Arrays.copyOf(read(file), read(file).length + 1)))),
                wrong(
                        "RC-402",
                        "sends the key to the host of the file",
                        (right, config) -> right.downloader(
                                plain((video, unused) -> Http.get(video.url(), config, "X-Acme-Key")))),
                wrong(
                        "RC-402",
                        "sends the key to the host of the file, as a bearer token",
                        (right, config) -> right.downloader(
                                plain((video, unused) -> Http.get(video.url(), config, "Authorization")))),
                wrong(
                        "RC-402",
                        "adds the key to the URL of the file",
                        (right, config) ->
                                right.downloader(plain((video, unused) -> Http.get(withKey(video.url(), config))))),
                failing(
                        Set.of("RC-403", "RC-404"),
                        "takes a broken download for a lost task",
                        as(FailureKind.TASK_NOT_FOUND)),
                failing(
                        Set.of("RC-403", "RC-404"),
                        "takes a broken download for an outage",
                        as(FailureKind.UNAVAILABLE)),
                failing(
                        Set.of("RC-403"),
                        "drops the task of a broken download",
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .task(Optional.<TaskRef>empty())
                                .build()),
                left("leaves a part of the file", ".part"),
                left("leaves the broken file", ""),
                download(Set.of("RC-403", "RC-404"), "calls the page that it got a video", (right, video, target) -> {
                    Either<VideoFailure, Path> result = right.download(video, target);
                    return result.isLeft() && !Files.exists(target)
                            ? Either.right(
                                    Files.writeString(target, "<h1>Back soon</h1>", StandardOpenOption.CREATE_NEW))
                            : result;
                }),
                download(
                        Set.of("RC-403", "RC-404"),
                        "throws when a download breaks",
                        (right, video, target) -> right.download(video, target).peekLeft(failure -> {
                            if (!Files.exists(target)) {
                                throw new UncheckedIOException(new IOException(failure.message()));
                            }
                        })),
                channel("copies a page to a channel", (right, video, target) -> copy(video, target)),
                channel("closes the channel", (right, video, target) -> {
                    Either<VideoFailure, Long> result = right.download(video, target, DownloadListener.NONE);
                    target.close();
                    return result;
                }),
                channel("writes nothing to a channel", (right, video, target) -> Either.right(0L)));
    }

    /** A downloader that is correct for files. */
    private static ContractMutant channel(String name, ChannelDownload download) {
        return wrong(
                "RC-404",
                name,
                (right, config) -> right.downloader(new VideoDownloader() {
                    @Override
                    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
                        return right.downloader().download(video, target);
                    }

                    @Override
                    public Either<VideoFailure, Long> download(
                            GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
                        try {
                            return download.save(right.downloader(), video, target);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }));
    }

    private static Either<VideoFailure, Long> copy(GeneratedVideo video, WritableByteChannel target)
            throws IOException {
        try (InputStream content = video.url().toURL().openStream()) {
            return Either.right((long) target.write(ByteBuffer.wrap(content.readAllBytes())));
        }
    }

    private static ContractMutant address(String name, UnaryOperator<URI> exchange) {
        return wrong(
                Set.of("RC-401", "RC-404"),
                name,
                (right, config) -> right.tracker(task -> right.tracker()
                        .status(task)
                        .map(update -> StatusBodies.video(
                                update,
                                video -> GeneratedVideo.builder()
                                        .from(video)
                                        .url(exchange.apply(video.url()))
                                        .build()))));
    }

    private static ContractMutant download(String rule, String name, Download download) {
        return download(Set.of(rule), name, download);
    }

    private static ContractMutant download(Set<String> rules, String name, Download download) {
        return wrong(
                rules,
                name,
                (right, config) -> right.downloader((video, target) -> {
                    try {
                        return download.save(right.downloader(), video, target);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    private static ContractMutant failing(Set<String> rules, String name, UnaryOperator<VideoFailure> exchange) {
        return download(
                rules,
                name,
                (right, video, target) -> right.download(video, target).mapLeft(exchange));
    }

    private static ContractMutant left(String name, String ending) {
        return download(
                "RC-403",
                name,
                (right, video, target) -> right.download(video, target).peekLeft(failure -> {
                    if (!Files.exists(target)) {
                        write(target.resolveSibling(target.getFileName() + ending), new byte[8]);
                    }
                }));
    }

    /** A download that is correct except for its request. */
    private static VideoDownloader plain(BiFunction<GeneratedVideo, Path, HttpResponse<byte[]>> request) {
        return (video, target) -> {
            try {
                HttpResponse<byte[]> response = request.apply(video, target);
                if (response.statusCode() == 200 && isVideo(response.body())) {
                    return Either.right(Files.write(target, response.body(), StandardOpenOption.CREATE_NEW));
                }
            } catch (IOException | UncheckedIOException e) {
                // reported below
            }
            return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "no video came")
                    .withTask(video.task()));
        };
    }

    private static boolean isVideo(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).startsWith("ftyp", 4);
    }

    private static URI withKey(URI address, ProviderConfig config) {
        return config.apiKey()
                .map(key -> URI.create(address + "?key=" + key.reveal()))
                .orElse(address);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
