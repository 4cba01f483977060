package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadedFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RC-4xx: results and download. */
interface ResultRules extends RuleTests {

    /** How a download may end that brought no video. */
    List<FailureKind> NOT_FETCHED = List.of(FailureKind.DOWNLOAD_FAILED, FailureKind.LINK_EXPIRED);

    @Test
    @DisplayName("RC-401 a result is written whole, is a video, and never replaces a file")
    default void writesCompleteFile(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-401", "a finished task");
        context().eachOperation(operation -> {
            GeneratedVideo video = finishedVideo(check, operation);
            DownloadedFile file = new DownloadedFile(folder.resolve(operation + ".mp4"));
            check.requireEqual(
                    Either.right(file.path()), download(check, video, file), "the download answers with the file");
            check.require(file.isVideo(), "the file is a video", () -> "it does not begin like one");
            context()
                    .subject()
                    .wire()
                    .ifPresent(vendor -> check.require(
                            Arrays.equals(read(video.url()), file.bytes()),
                            "the file is what lies at the vendor's address",
                            () -> "it has " + file.bytes().length + " bytes, or others"));
            file.write("mine");
            Either<VideoFailure, Path> again = download(check, video, file);
            check.require(again.isLeft(), "a second download to the same name is refused", () -> "it is " + again);
            check.requireEqual("mine", file.text(), "the file that was there is as it was");
        });
    }

    @Test
    @DisplayName("RC-402 the host of a result does not get the key")
    @Tag("fault-96")
    default void sendsNoKeyToTheResultHost(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-402", "a download");
        context().eachOperationOnTheWire((operation, vendor) -> {
            GeneratedVideo video = finishedVideo(check, operation);
            Either<VideoFailure, Path> unused =
                    download(check, video, new DownloadedFile(folder.resolve(operation + ".mp4")));
            vendor.ledger()
                    .downloads()
                    .forEach(request -> check.require(
                            !context().containsKey(request.headers() + request.target()),
                            "no header and no address holds the key",
                            () -> "one of these does: " + request.headers().keySet()));
        });
    }

    @Test
    @DisplayName("RC-403 a page or a broken download is DOWNLOAD_FAILED, or LINK_EXPIRED, and leaves nothing behind")
    @Tag("fault-99")
    @Tag("fault-103")
    @Tag("fault-104")
    default void rejectsNonVideos(@TempDir Path folder) {
        // Without an ETag, so that nobody can go on with the rest.
        Fault broken = Fault.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 90000\r\n\r\n" + "\0\0\0\u0018ftypisom");
        DownloadedFile never = new DownloadedFile(folder.resolve("never.mp4"));
        for (Fault fault : List.of(Fault.html(), broken, Fault.http(404), Fault.http(500), Fault.emptyBody())) {
            RuleCheck check = context().ruleCheck("RC-403", "a download meets: " + fault);
            context().eachOperationOnTheWire((operation, vendor) -> {
                GeneratedVideo video = finishedVideo(check, operation);
                vendor.nextDownload(fault);
                Either<VideoFailure, Path> result = download(check, video, never);
                check.require(
                        result.isLeft() && NOT_FETCHED.contains(result.getLeft().kind()),
                        "it is DOWNLOAD_FAILED, or LINK_EXPIRED",
                        () -> "it is " + result);
                check.requireEqual(Optional.of(video.task()), result.getLeft().task(), "the failure is about the task");
                check.requireEqual(List.of(), files(folder), "nothing is left in the folder");
            });
        }
    }

    private GeneratedVideo finishedVideo(RuleCheck check, Operation operation) {
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }

    private Either<VideoFailure, Path> download(RuleCheck check, GeneratedVideo video, DownloadedFile file) {
        return context().callPort(check, () -> context().provider().downloader().download(video, file.path()));
    }

    private static byte[] read(URI address) {
        try (InputStream content = address.toURL().openStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
