package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
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
    default void writesWhole(@TempDir Path folder) {
        Lesson lesson = bench().lesson("RC-401", "a finished task");
        bench().eachOperation(operation -> {
            GeneratedVideo video = made(lesson, operation);
            SavedFile file = new SavedFile(folder.resolve(operation + ".mp4"));
            lesson.requireEqual(
                    Either.right(file.path()), download(lesson, video, file), "the download answers with the file");
            lesson.require(file.isVideo(), "the file is a video", () -> "it does not begin like one");
            bench().subject()
                    .wire()
                    .ifPresent(vendor -> lesson.require(
                            Arrays.equals(read(video.url()), file.bytes()),
                            "the file is what lies at the vendor's address",
                            () -> "it has " + file.bytes().length + " bytes, or others"));
            file.write("mine");
            Either<VideoFailure, Path> again = download(lesson, video, file);
            lesson.require(again.isLeft(), "a second download to the same name is refused", () -> "it is " + again);
            lesson.requireEqual("mine", file.text(), "the file that was there is as it was");
        });
    }

    @Test
    @DisplayName("RC-402 the host of a result does not get the key")
    @Tag("fault-96")
    default void keepsTheKeyFromTheHost(@TempDir Path folder) {
        Lesson lesson = bench().lesson("RC-402", "a download");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            GeneratedVideo video = made(lesson, operation);
            Either<VideoFailure, Path> unused =
                    download(lesson, video, new SavedFile(folder.resolve(operation + ".mp4")));
            vendor.ledger()
                    .downloads()
                    .forEach(request -> lesson.require(
                            !bench().tellsTheKey(request.headers() + request.target()),
                            "no header and no address holds the key",
                            () -> "one of these does: " + request.headers().keySet()));
        });
    }

    @Test
    @DisplayName("RC-403 a page or a broken download is DOWNLOAD_FAILED, or LINK_EXPIRED, and leaves nothing behind")
    @Tag("fault-99")
    @Tag("fault-103")
    @Tag("fault-104")
    default void refusesWhatIsNoVideo(@TempDir Path folder) {
        // Without an ETag, so that nobody can go on with the rest.
        Fault broken = Fault.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 90000\r\n\r\n" + "\0\0\0\u0018ftypisom");
        SavedFile never = new SavedFile(folder.resolve("never.mp4"));
        for (Fault fault : List.of(Fault.html(), broken, Fault.http(404), Fault.http(500), Fault.emptyBody())) {
            Lesson lesson = bench().lesson("RC-403", "a download meets: " + fault);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                GeneratedVideo video = made(lesson, operation);
                vendor.nextDownload(fault);
                Either<VideoFailure, Path> answer = download(lesson, video, never);
                lesson.require(
                        answer.isLeft() && NOT_FETCHED.contains(answer.getLeft().kind()),
                        "it is DOWNLOAD_FAILED, or LINK_EXPIRED",
                        () -> "it is " + answer);
                lesson.requireEqual(
                        Optional.of(video.task()), answer.getLeft().task(), "the failure is about the task");
                lesson.requireEqual(List.of(), files(folder), "nothing is left in the folder");
            });
        }
    }

    private GeneratedVideo made(Lesson lesson, Operation operation) {
        TaskRef task = bench().submitted(lesson, operation);
        bench().subject().finishTasks();
        return bench().made(lesson, task);
    }

    private Either<VideoFailure, Path> download(Lesson lesson, GeneratedVideo video, SavedFile file) {
        return bench().unthrown(lesson, () -> bench().provider().downloader().download(video, file.path()));
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
