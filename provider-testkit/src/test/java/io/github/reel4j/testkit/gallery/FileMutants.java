package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** RC-401: the target of a download and the files around it. */
final class FileMutants {

    private interface FileDownload {
        Either<VideoFailure, Path> save(VideoDownloader right, GeneratedVideo video, Path target) throws IOException;
    }

    private FileMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                download("leaves a temporary file beside the target", (right, video, target) -> {
                    Path other = target.resolveSibling(target.getFileName() + ".tmp");
                    Either<VideoFailure, Path> result = right.download(video, target);
                    if (result.isRight() && Files.notExists(other)) {
                        Files.createFile(other);
                    }
                    return result;
                }),
                download("deletes other videos of the directory", (right, video, target) -> {
                    Either<VideoFailure, Path> result = right.download(video, target);
                    if (result.isRight()) {
                        try (DirectoryStream<Path> files = Files.newDirectoryStream(target.getParent(), "*.mp4")) {
                            for (Path file : files) {
                                if (!file.equals(target)) {
                                    Files.delete(file);
                                }
                            }
                        }
                    }
                    return result;
                }),
                download("replaces an empty file", (right, video, target) -> {
                    if (Files.isRegularFile(target) && Files.size(target) == 0) {
                        Files.delete(target);
                    }
                    return right.download(video, target);
                }),
                download("shows the file while it downloads", (right, video, target) -> {
                    Path part = target.resolveSibling("." + target.getFileName());
                    try {
                        Files.createFile(target);
                    } catch (IOException e) {
                        return right.download(video, target);
                    }
                    Either<VideoFailure, Path> result = right.download(video, part);
                    if (result.isRight()) {
                        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                    } else {
                        Files.delete(target);
                    }
                    return result.map(file -> target);
                }),
                download("replaces an empty directory", (right, video, target) -> {
                    if (Files.isDirectory(target)) {
                        Files.delete(target);
                    }
                    return right.download(video, target);
                }),
                download("throws if the directory of the target is a file", (right, video, target) -> {
                    if (Files.isRegularFile(target.getParent())) {
                        throw new IOException("not a directory: " + target.getParent());
                    }
                    return right.download(video, target);
                }),
                download("accepts videos of the media type video/mp4 only", (right, video, target) -> {
                    Either<VideoFailure, Path> result = right.download(video, target);
                    String type = result.isLeft()
                            ? "video/mp4"
                            : Http.get(video.url())
                                    .headers()
                                    .firstValue("content-type")
                                    .orElse("");
                    if (type.equals("video/mp4")) {
                        return result;
                    }
                    Files.delete(target);
                    return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "no video: " + type)
                            .withTask(video.task()));
                }),
                wrong("RC-401", "reports one download as that of all calls with the same target", (right, config) -> {
                    Map<Path, CompletableFuture<Either<VideoFailure, Path>>> running = new ConcurrentHashMap<>();
                    return right.downloader((video, target) -> {
                        CompletableFuture<Either<VideoFailure, Path>> own = new CompletableFuture<>();
                        CompletableFuture<Either<VideoFailure, Path>> other = running.putIfAbsent(target, own);
                        if (other != null) {
                            return other.join();
                        }
                        try {
                            own.complete(right.downloader().download(video, target));
                            return own.join();
                        } finally {
                            running.remove(target);
                        }
                    });
                }));
    }

    private static ContractMutant download(String name, FileDownload download) {
        return wrong(
                "RC-401",
                name,
                (right, config) -> right.downloader((video, target) -> {
                    try {
                        return download.save(right.downloader(), video, target);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }
}
