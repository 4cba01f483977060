package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadTarget;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Files of the user next to the target, whose names programs give to parts of a download. */
    List<String> NEIGHBOURS = List.of(
            ".video.mp4.part",
            "other.mp4",
            "other.part",
            "other.tmp",
            "video.mp4.crdownload",
            "video.mp4.download",
            "video.mp4.part",
            "video.mp4.tmp",
            "video.mp4~",
            "video.part",
            "video.tmp");

    @Test
    @DisplayName("RC-401 a result is written completely, is a video, and never replaces a file")
    default void writesCompleteFile(@TempDir Path folder) {
        RuleCheck check = context().ruleCheck("RC-401", "a finished task");
        context().eachOperation(operation -> {
            GeneratedVideo video = videoOf(check, operation);
            Path own = FileDownloadSteps.newFolder(folder.resolve(operation.id()));
            NEIGHBOURS.forEach(name -> new DownloadTarget(own.resolve(name)).write(MINE));
            DownloadTarget file = new DownloadTarget(own.resolve("video.mp4"));
            check.requireEqual(
                    Either.right(file.path()),
                    steps().downloadTo(check, video, file.path()),
                    "the download returns the path of the file");
            steps().requireComplete(check, video, file);
            replacesNothing(check, video, file);
            DownloadTarget again = new DownloadTarget(own.resolve("again.mp4"));
            check.requireEqual(
                    Either.right(again.path()),
                    steps().downloadTo(check, video, again.path()),
                    "a second download to another path succeeds");
            steps().requireComplete(check, video, again);
            requireNeighbours(check, own);
            replacesNoLink(video, own.resolve("link.mp4"));
            rejectsImpossibleTargets(video, folder, operation);
            writesOnceOfSeveral(video, FileDownloadSteps.newFolder(folder.resolve(operation.id() + "-parallel")));
            context().subject().wire().ifPresent(vendor -> {
                new VideoContentCheck(steps(), vendor, video).run(folder.resolve(operation.id() + "-content"));
                hidesIncompleteFile(video, vendor, folder.resolve(operation.id() + "-incomplete.mp4"));
            });
        });
    }

    private static void requireNeighbours(RuleCheck check, Path folder) {
        NEIGHBOURS.forEach(name -> check.requireEqual(
                MINE, new DownloadTarget(folder.resolve(name)).text(), "the other file " + name + " is unchanged"));
        check.requireEqual(
                Stream.concat(NEIGHBOURS.stream(), Stream.of("again.mp4", "video.mp4"))
                        .sorted()
                        .toList(),
                FileDownloadSteps.names(folder),
                "no other file is left in the directory");
    }

    /** The target of a link that leads nowhere is a name that the user has given. */
    private void replacesNoLink(GeneratedVideo video, Path link) {
        RuleCheck check = context().ruleCheck("RC-401", "the target of a download is a link that leads nowhere");
        try {
            Files.createSymbolicLink(link, link.resolveSibling("nowhere.mp4"));
        } catch (IOException | UnsupportedOperationException e) {
            return; // not every file system has links
        }
        Either<VideoFailure, Path> unused = steps().downloadTo(check, video, link);
        check.require(Files.isSymbolicLink(link), "the link is unchanged", () -> "it was replaced");
    }

    private void replacesNothing(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        for (String content : List.of(MINE, "")) {
            file.write(content);
            Either<VideoFailure, Path> again = steps().downloadTo(check, video, file.path());
            check.require(again.isLeft(), "a second download to the same path fails", () -> "it is " + again);
            check.requireEqual(content, file.text(), "the existing file is unchanged");
        }
    }

    /** Other failures than those of the vendor are values as well. */
    private void rejectsImpossibleTargets(GeneratedVideo video, Path folder, Operation operation) {
        RuleCheck directory = context().ruleCheck("RC-401", "the target of a download is a directory");
        Path existing = FileDownloadSteps.newFolder(folder.resolve(operation.id() + "-directory"));
        Either<VideoFailure, Path> result = steps().downloadTo(directory, video, existing);
        directory.require(result.isLeft(), "the download fails", () -> "it is " + result);
        directory.require(
                Files.isDirectory(existing) && FileDownloadSteps.names(existing).isEmpty(),
                "the directory is unchanged",
                () -> "it is not");
        RuleCheck below = context().ruleCheck("RC-401", "the directory of a download's target is a file");
        DownloadTarget file = new DownloadTarget(folder.resolve(operation.id() + ".txt"));
        file.write(MINE);
        Either<VideoFailure, Path> other =
                steps().downloadTo(below, video, file.path().resolve("video.mp4"));
        below.require(other.isLeft(), "the download fails", () -> "it is " + other);
        below.requireEqual(MINE, file.text(), "the file is unchanged");
        RuleCheck missing = context().ruleCheck("RC-401", "the directory of a download's target does not exist");
        Path target = folder.resolve(operation.id() + "-missing").resolve("video.mp4");
        Either<VideoFailure, Path> created = steps().downloadTo(missing, video, target);
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
                    .mapToObj(call ->
                            CompletableFuture.supplyAsync(() -> steps().downloadTo(check, video, file.path()), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            long successes = results.stream().filter(Either::isRight).count();
            check.requireEqual(1L, successes, "the number of successful downloads is 1");
        } finally {
            threads.shutdownNow();
        }
        steps().requireComplete(check, video, file);
        check.requireEqual(
                List.of("video.mp4"), FileDownloadSteps.names(folder), "no other file is left in the directory");
    }

    private void hidesIncompleteFile(GeneratedVideo video, Simulator vendor, Path target) {
        RuleCheck check = context().ruleCheck("RC-401", "a download that has received half of the video");
        vendor.nextDownload(Fault.stall());
        AtomicBoolean visible = new AtomicBoolean();
        Either<VideoFailure, Path> result = InterruptedCall.of(
                        check, "download", () -> steps().downloadTo(check, video, target), () -> {
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

    private FileDownloadSteps steps() {
        return new FileDownloadSteps(context());
    }
}
