package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadTarget;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
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

/** Contract rules about results and download: RC-401 to RC-404. */
public interface ResultRules extends ContractRuleGroup {

    /** The allowed failures of a download. */
    List<FailureKind> NOT_FETCHED = List.of(FailureKind.DOWNLOAD_FAILED, FailureKind.LINK_EXPIRED);

    @Test
    @DisplayName("RC-401 a result is written completely, is a video, and never replaces a file")
    default void writesCompleteFile(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-401", "a finished task");
        context().eachOperation(operation -> {
            GeneratedVideo video = finishedVideo(check, operation);
            DownloadTarget file = new DownloadTarget(folder.resolve(operation + ".mp4"));
            check.requireEqual(
                    Either.right(file.path()),
                    download(check, video, file),
                    "the download returns the path of the file");
            check.require(file.isVideo(), "the file is a video", () -> "its first bytes are not those of MP4 or WebM");
            context()
                    .subject()
                    .wire()
                    .ifPresent(vendor -> check.require(
                            Arrays.equals(read(video.url()), file.bytes()),
                            "the file equals the vendor's file",
                            () -> "it has other content, or another length: " + file.bytes().length + " bytes"));
            file.write("mine");
            Either<VideoFailure, Path> again = download(check, video, file);
            check.require(again.isLeft(), "a second download to the same path fails", () -> "it is " + again);
            check.requireEqual("mine", file.text(), "the existing file is unchanged");
        });
    }

    @Test
    @DisplayName("RC-402 the API key is not sent to the host of a result")
    @Tag("fault-96")
    default void sendsNoKeyToTheResultHost(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-402", "a download");
        context().eachOperationOnTheWire((operation, vendor) -> {
            GeneratedVideo video = finishedVideo(check, operation);
            Either<VideoFailure, Path> unused =
                    download(check, video, new DownloadTarget(folder.resolve(operation + ".mp4")));
            vendor.ledger()
                    .downloads()
                    .forEach(request -> check.require(
                            !context().containsKey(request.headers() + request.target()),
                            "no header and no URL contains the key",
                            () -> "one of these does: " + request.headers().keySet()));
        });
    }

    @Test
    @DisplayName("RC-403 a page or a broken download is DOWNLOAD_FAILED or LINK_EXPIRED, and leaves no file behind")
    @Tag("fault-99")
    @Tag("fault-103")
    @Tag("fault-104")
    default void rejectsNonVideos(@TempDir Path folder) {
        // without an ETag, so that the download cannot be resumed
        Fault broken = Fault.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 90000\r\n\r\n" + "\0\0\0\u0018ftypisom");
        DownloadTarget never = new DownloadTarget(folder.resolve("never.mp4"));
        for (Fault fault : List.of(Fault.html(), broken, Fault.http(404), Fault.http(500), Fault.emptyBody())) {
            RuleCheck check = context().ruleCheck("RC-403", "a download meets: " + fault);
            context().eachOperationOnTheWire((operation, vendor) -> {
                GeneratedVideo video = finishedVideo(check, operation);
                vendor.nextDownload(fault);
                Either<VideoFailure, Path> result = download(check, video, never);
                check.require(
                        result.isLeft() && NOT_FETCHED.contains(result.getLeft().kind()),
                        "it is DOWNLOAD_FAILED or LINK_EXPIRED",
                        () -> "it is " + result);
                check.requireEqual(Optional.of(video.task()), result.getLeft().task(), "the failure names the task");
                check.requireEqual(List.of(), files(folder), "no file is left in the directory");
            });
        }
    }

    @Test
    @DisplayName("RC-404 a result is written to a channel completely, or the download is not a success")
    @Tag("fault-104")
    default void writesCompleteVideoToChannel(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-404", "a download to a channel");
        context().eachOperation(operation -> {
            GeneratedVideo video = finishedVideo(check, operation);
            DownloadTarget file = new DownloadTarget(folder.resolve(operation + ".mp4"));
            check.require(download(check, video, file).isRight(), "the file is downloaded", () -> "it is not");
            RecordingChannel channel = new RecordingChannel();
            check.requireEqual(
                    Either.right((long) file.bytes().length),
                    download(check, video, channel),
                    "the download returns the number of bytes");
            check.require(
                    Arrays.equals(file.bytes(), channel.bytes()),
                    "the channel receives the same bytes as the file",
                    () -> "it receives others, or another number: " + channel.bytes().length);
            check.require(channel.isOpen(), "the channel stays open", () -> "it is closed");
            context().subject().wire().ifPresent(vendor -> {
                vendor.nextDownload(Fault.html());
                RecordingChannel page = new RecordingChannel();
                Either<VideoFailure, Long> result = download(check, video, page);
                check.require(
                        result.isLeft() && NOT_FETCHED.contains(result.getLeft().kind()),
                        "a page is DOWNLOAD_FAILED or LINK_EXPIRED",
                        () -> "it is " + result);
            });
        });
    }

    private Either<VideoFailure, Long> download(RuleCheck check, GeneratedVideo video, RecordingChannel channel) {
        return context()
                .callPort(
                        check, () -> context().provider().downloader().download(video, channel, DownloadListener.NONE));
    }

    private GeneratedVideo finishedVideo(RuleCheck check, Operation operation) {
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        return context().finishedVideo(check, task);
    }

    private Either<VideoFailure, Path> download(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        return context().callPort(check, () -> context().provider().downloader().download(video, file.path()));
    }

    private static byte[] read(URI url) {
        try (InputStream content = url.toURL().openStream()) {
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
