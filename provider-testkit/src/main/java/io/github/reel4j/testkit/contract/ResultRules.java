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
import java.nio.charset.StandardCharsets;
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
            Path target = folder.resolve(operation + ".mp4");
            Either<VideoFailure, Path> saved = bench().unthrown(
                            lesson, () -> bench().provider().downloader().download(video, target));
            lesson.requireEqual(Either.right(target), saved, "the download answers with the file");
            lesson.require(isVideo(target), "the file is a video", () -> "it does not begin like one");
            bench().subject()
                    .wire()
                    .ifPresent(vendor -> lesson.require(
                            Arrays.equals(read(video.url()), bytes(target)),
                            "the file is what lies at the vendor's address",
                            () -> "it has " + bytes(target).length + " bytes, or others"));
            write(target, "mine");
            Either<VideoFailure, Path> again = bench().unthrown(
                            lesson, () -> bench().provider().downloader().download(video, target));
            lesson.require(again.isLeft(), "a second download to the same name is refused", () -> "it is " + again);
            lesson.requireEqual("mine", read(target), "the file that was there is as it was");
        });
    }

    @Test
    @DisplayName("RC-402 the host of a result does not get the key")
    @Tag("fault-96")
    default void keepsTheKeyFromTheHost(@TempDir Path folder) {
        Lesson lesson = bench().lesson("RC-402", "a download");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            GeneratedVideo video = made(lesson, operation);
            Either<VideoFailure, Path> unused = bench().unthrown(
                            lesson,
                            () -> bench().provider().downloader().download(video, folder.resolve(operation + ".mp4")));
            vendor.ledger()
                    .downloads()
                    .forEach(request -> lesson.require(
                            !request.headers()
                                            .toString()
                                            .contains(bench().subject().secret())
                                    && !request.target()
                                            .contains(bench().subject().secret()),
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
        Path target = folder.resolve("never.mp4");
        for (Fault fault : List.of(Fault.html(), broken, Fault.http(404), Fault.http(500), Fault.emptyBody())) {
            Lesson lesson = bench().lesson("RC-403", "a download meets: " + fault);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                GeneratedVideo video = made(lesson, operation);
                vendor.nextDownload(fault);
                Either<VideoFailure, Path> answer = bench().unthrown(
                                lesson, () -> bench().provider().downloader().download(video, target));
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

    private static boolean isVideo(Path file) {
        String head = new String(bytes(file), 0, 12, StandardCharsets.ISO_8859_1);
        return head.startsWith("ftyp", 4) || head.startsWith("\u001aE\u00df\u00a3");
    }

    private static byte[] read(URI address) {
        try (InputStream content = address.toURL().openStream()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            return content.length < 12 ? new byte[12] : content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
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
