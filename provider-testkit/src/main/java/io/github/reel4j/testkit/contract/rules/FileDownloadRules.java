package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadTarget;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about files that a download writes: RC-401. */
public interface FileDownloadRules extends ContractRuleGroup {

    /** The content of files that exist before a download. */
    String MINE = "mine";

    @Test
    @DisplayName("RC-401 a result is written completely, is a video, and never replaces a file")
    default void writesCompleteFile(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-401", "a finished task");
        context().eachOperation(operation -> {
            GeneratedVideo video = videoOf(check, operation);
            Path own = newFolder(folder.resolve(operation.id()));
            DownloadTarget neighbour = new DownloadTarget(own.resolve("other.mp4"));
            neighbour.write(MINE);
            DownloadTarget file = new DownloadTarget(own.resolve("video.mp4"));
            check.requireEqual(
                    Either.right(file.path()),
                    downloadTo(check, video, file.path()),
                    "the download returns the path of the file");
            requireComplete(check, video, file);
            replacesNothing(check, video, file);
            DownloadTarget again = new DownloadTarget(own.resolve("again.mp4"));
            check.requireEqual(
                    Either.right(again.path()),
                    downloadTo(check, video, again.path()),
                    "a second download to another path succeeds");
            requireComplete(check, video, again);
            check.requireEqual(MINE, neighbour.text(), "other files of the directory are unchanged");
            check.requireEqual(
                    List.of("again.mp4", "other.mp4", "video.mp4"),
                    names(own),
                    "no other file is left in the directory");
            rejectsImpossibleTargets(video, folder, operation);
            writesOnceOfSeveral(video, newFolder(folder.resolve(operation.id() + "-parallel")));
            context().subject().wire().ifPresent(vendor -> {
                readsTypeFromContent(video, vendor, folder, operation);
                hidesIncompleteFile(video, vendor, folder.resolve(operation.id() + "-incomplete.mp4"));
            });
        });
    }

    private void requireComplete(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        check.require(file.isVideo(), "the file is a video", () -> "its first bytes are not those of MP4 or WebM");
        context()
                .subject()
                .wire()
                .ifPresent(vendor -> check.require(
                        Arrays.equals(read(video.url()), file.bytes()),
                        "the file equals the vendor's file",
                        () -> "it has other content, or another length: " + file.bytes().length + " bytes"));
    }

    private void replacesNothing(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        for (String content : List.of(MINE, "")) {
            file.write(content);
            Either<VideoFailure, Path> again = downloadTo(check, video, file.path());
            check.require(again.isLeft(), "a second download to the same path fails", () -> "it is " + again);
            check.requireEqual(content, file.text(), "the existing file is unchanged");
        }
    }

    /** Other failures than those of the vendor are values as well. */
    private void rejectsImpossibleTargets(GeneratedVideo video, Path folder, Operation operation) {
        RuleCheck directory = context().ruleCheck("RC-401", "the target of a download is a directory");
        Path existing = newFolder(folder.resolve(operation.id() + "-directory"));
        Either<VideoFailure, Path> result = downloadTo(directory, video, existing);
        directory.require(result.isLeft(), "the download fails", () -> "it is " + result);
        directory.require(
                Files.isDirectory(existing) && names(existing).isEmpty(),
                "the directory is unchanged",
                () -> "it is not");
        RuleCheck below = context().ruleCheck("RC-401", "the directory of a download's target is a file");
        DownloadTarget file = new DownloadTarget(folder.resolve(operation.id() + ".txt"));
        file.write(MINE);
        Either<VideoFailure, Path> other = downloadTo(below, video, file.path().resolve("video.mp4"));
        below.require(other.isLeft(), "the download fails", () -> "it is " + other);
        below.requireEqual(MINE, file.text(), "the file is unchanged");
        RuleCheck missing = context().ruleCheck("RC-401", "the directory of a download's target does not exist");
        Path target = folder.resolve(operation.id() + "-missing").resolve("video.mp4");
        Either<VideoFailure, Path> created = downloadTo(missing, video, target);
        missing.require(
                created.isLeft() != Files.exists(target),
                "the download succeeds with the file, or fails without it",
                () -> "it is " + created + ", and the file " + (Files.exists(target) ? "exists" : "does not exist"));
    }

    private void writesOnceOfSeveral(GeneratedVideo video, Path folder) {
        int calls = 4;
        RuleCheck check = context().ruleCheck("RC-401", calls + " downloads to the same path at the same time");
        DownloadTarget file = new DownloadTarget(folder.resolve("video.mp4"));
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            List<Either<VideoFailure, Path>> results = IntStream.range(0, calls)
                    .mapToObj(
                            call -> CompletableFuture.supplyAsync(() -> downloadTo(check, video, file.path()), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            long successes = results.stream().filter(Either::isRight).count();
            check.requireEqual(1L, successes, "the number of successful downloads is 1");
        } finally {
            threads.shutdownNow();
        }
        requireComplete(check, video, file);
        check.requireEqual(List.of("video.mp4"), names(folder), "no other file is left in the directory");
    }

    private void readsTypeFromContent(GeneratedVideo video, Simulator vendor, Path folder, Operation operation) {
        for (String type : List.of("application/octet-stream", "binary/octet-stream", "VIDEO/MP4; codecs=\"avc1\"")) {
            RuleCheck check = context().ruleCheck("RC-401", "the file host sends a video as " + type);
            vendor.changeResponses(RequestKind.DOWNLOAD, response -> response.header("Content-Type", type));
            Path target = folder.resolve(operation.id() + "-" + type.hashCode() + ".mp4");
            check.requireEqual(Either.right(target), downloadTo(check, video, target), "the video is downloaded");
        }
        for (String content : List.of(
                "{\"error\": \"no such file\"}", "<?xml version=\"1.0\"?><Error/>", "GIF89a", "plain text, no video")) {
            RuleCheck check = context().ruleCheck("RC-401", "the file host sends this as video/mp4: " + content);
            vendor.changeResponses(
                    RequestKind.DOWNLOAD,
                    response -> ServerResponse.of(
                            200, "video/mp4", content.repeat(20).getBytes(StandardCharsets.UTF_8)));
            Path target = folder.resolve(operation.id() + "-never.mp4");
            Either<VideoFailure, Path> result = downloadTo(check, video, target);
            check.require(result.isLeft(), "the download fails", () -> "it is " + result);
            check.require(!Files.exists(target), "there is no file", () -> "there is one");
        }
        vendor.changeResponses(RequestKind.DOWNLOAD, response -> response);
    }

    private void hidesIncompleteFile(GeneratedVideo video, Simulator vendor, Path target) {
        RuleCheck check = context().ruleCheck("RC-401", "a download that has received half of the video");
        vendor.nextDownload(Fault.stall());
        AtomicBoolean visible = new AtomicBoolean();
        Either<VideoFailure, Path> result = InterruptedCall.of(
                        check, "download", () -> downloadTo(check, video, target), () -> {
                            visible.compareAndSet(false, Files.exists(target));
                            return !check.wire().arrivals(RequestKind.DOWNLOAD).isEmpty();
                        })
                .result();
        check.require(result.isLeft(), "an interrupted download fails", () -> "it is " + result);
        check.require(
                !visible.get() && !Files.exists(target),
                "there is no file under the target name until it is complete",
                () -> "there is one");
    }

    private GeneratedVideo videoOf(RuleCheck check, Operation operation) {
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }

    private Either<VideoFailure, Path> downloadTo(RuleCheck check, GeneratedVideo video, Path target) {
        return context().callPort(check, () -> context().provider().downloader().download(video, target));
    }

    private static Path newFolder(Path path) {
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

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
