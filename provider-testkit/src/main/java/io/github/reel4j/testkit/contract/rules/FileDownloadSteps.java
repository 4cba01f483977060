package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadTarget;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Downloads videos to files, and compares them with the vendor's. */
record FileDownloadSteps(ContractContext context) {

    /** Requires that the video is downloaded completely. */
    void requireDownload(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        check.requireEqual(Either.right(file.path()), downloadTo(check, video, file.path()), "the video is downloaded");
        requireComplete(check, video, file);
    }

    void requireComplete(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        check.require(file.isVideo(), "the file is a video", () -> "its first bytes are not those of MP4 or WebM");
        context.subject()
                .wire()
                .ifPresent(vendor -> check.require(
                        Arrays.equals(read(video.url()), file.bytes()),
                        "the file equals the vendor's file",
                        () -> "it has other content, or another length: " + file.bytes().length + " bytes"));
    }

    Either<VideoFailure, Path> downloadTo(RuleCheck check, GeneratedVideo video, Path target) {
        return context.callPort(check, () -> context.provider().downloader().download(video, target));
    }

    static Path newFolder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(URI url) {
        try (InputStream content = url.toURL().openStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
