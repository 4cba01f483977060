package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.DownloadFaults;
import io.github.reel4j.testkit.contract.support.DownloadTarget;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract rules about downloads that fail, and about downloads to channels: RC-403 and RC-404. */
public interface DownloadFaultRules extends ContractRuleGroup {

    /** The allowed failures of a download. */
    Set<FailureKind> NOT_FETCHED = Set.of(FailureKind.DOWNLOAD_FAILED, FailureKind.LINK_EXPIRED);

    /** A provider may make this many attempts in one call. */
    int ATTEMPTS = 4;

    @Test
    @DisplayName("RC-403 a page or a broken download is DOWNLOAD_FAILED or LINK_EXPIRED, and leaves no file behind")
    @Tag("fault-99")
    @Tag("fault-103")
    @Tag("fault-104")
    default void rejectsNonVideos(@TempDir Path folder) {
        List<Fault> faults = Stream.of(DownloadFaults.statuses(), DownloadFaults.broken(), DownloadFaults.unusual())
                .flatMap(List::stream)
                .toList();
        Map<Operation, CompleteVideo> videos = new EnumMap<>(Operation.class);
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(DownloadFaults.CORE, faults, (operation, vendor, fault) -> {
            CompleteVideo video = videos.computeIfAbsent(operation, each -> complete("RC-403", each, folder));
            failsCleanly(video, vendor, fault, ATTEMPTS, folder);
        });
        // a provider may download again, and then must not join two files
        rounds.each(List.of(), DownloadFaults.broken(), (operation, vendor, fault) -> {
            CompleteVideo video = videos.computeIfAbsent(operation, each -> complete("RC-403", each, folder));
            failsCleanly(video, vendor, fault, 1, folder);
        });
    }

    /** Downloads a video whose first requests meet the fault, and then once more. */
    private void failsCleanly(CompleteVideo video, Simulator vendor, Fault fault, int attempts, Path folder) {
        RuleCheck check =
                context().ruleCheck("RC-403", "the first " + attempts + " requests of a download meet: " + fault);
        Stream.generate(() -> fault).limit(attempts).forEach(vendor::nextDownload);
        DownloadTarget target = new DownloadTarget(folder.resolve("video.mp4"));
        Either<VideoFailure, Path> result = download(check, video.video(), target);
        vendor.discardFaults();
        if (result.isRight()) {
            check.require(
                    Arrays.equals(video.bytes(), target.bytes()),
                    "a download that succeeds has written the complete video",
                    () -> "the file has " + target.bytes().length + " of " + video.bytes().length
                            + " bytes, or others");
        } else {
            requireNotFetched(check, result.getLeft(), video);
            check.requireEqual(List.of(), visible(folder), "no file is left in the directory");
            if (!DownloadFaults.isResumable(fault)) {
                check.requireEqual(List.of(), files(folder), "no part of a file is left that cannot be resumed");
            }
            RuleCheck again = context().ruleCheck("RC-403", "a second download, after one that met: " + fault);
            check.requireEqual(
                    Either.right(target.path()),
                    download(again, video.video(), target),
                    "the second download succeeds");
            again.require(
                    Arrays.equals(video.bytes(), target.bytes()),
                    "the file of the second download is complete",
                    () -> "it has other content, or another length: " + target.bytes().length + " bytes");
        }
        check.requireEqual(List.of("video.mp4"), files(folder), "the files in the directory after a success");
        delete(target.path());
    }

    private static void requireNotFetched(RuleCheck check, VideoFailure failure, CompleteVideo video) {
        check.require(
                NOT_FETCHED.contains(failure.kind()),
                "it is DOWNLOAD_FAILED or LINK_EXPIRED",
                () -> "it is " + failure);
        check.requireEqual(Optional.of(video.video().task()), failure.task(), "the failure names the task");
    }

    /** A finished video and its file. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CompleteVideo(GeneratedVideo video, byte[] bytes) {}

    private CompleteVideo complete(String rule, Operation operation, Path folder) {
        RuleCheck check = context().ruleCheck(rule, "a download");
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        GeneratedVideo video = context().finishedVideo(check, task);
        DownloadTarget target = new DownloadTarget(folder.resolve("complete.mp4"));
        check.require(
                download(check, video, target).isRight() && target.isVideo(),
                "a download without a fault succeeds",
                () -> "it does not");
        byte[] bytes = target.bytes();
        delete(target.path());
        return new CompleteVideo(video, bytes);
    }

    @Test
    @DisplayName("RC-404 a result is written to a channel completely, or the download is not a success")
    @Tag("fault-104")
    default void writesCompleteVideoToChannel(@TempDir Path folder) {
        Map<Operation, CompleteVideo> videos = new EnumMap<>(Operation.class);
        context().eachOperation(operation -> {
            CompleteVideo video = complete("RC-404", operation, folder);
            videos.put(operation, video);
            requireWritten(context().ruleCheck("RC-404", "a download to a channel"), video);
            requireWritten(context().ruleCheck("RC-404", "a second download to another channel"), video);
            reportsFailedChannel(video);
            reportsRefusedUrl(video);
        });
        context().subject().wire().ifPresent(wire -> channelFaults(videos));
    }

    private void reportsFailedChannel(CompleteVideo video) {
        for (int bytes : List.of(0, 1, video.bytes().length - 1)) {
            RuleCheck check = context().ruleCheck("RC-404", "a channel throws after " + bytes + " bytes");
            requireFailure(check, video.video(), RecordingChannel.failingAfter(bytes));
            RuleCheck closed = context().ruleCheck("RC-404", "the owner closes a channel after " + bytes + " bytes");
            VideoFailure unused = FaultRounds.requireTask(
                    closed,
                    download(closed, video.video(), RecordingChannel.closedAfter(bytes)),
                    video.video().task());
        }
    }

    private void reportsRefusedUrl(CompleteVideo video) {
        if (context().subject().wire().isPresent()) {
            RuleCheck check = context().ruleCheck("RC-404", "a URL that must not be opened, and a channel");
            GeneratedVideo local = GeneratedVideo.builder()
                    .task(video.video().task())
                    .url(URI.create("file:///etc/hostname"))
                    .build();
            requireFailure(check, local, new RecordingChannel());
        }
    }

    private void requireFailure(RuleCheck check, GeneratedVideo video, RecordingChannel channel) {
        Either<VideoFailure, Long> result = download(check, video, channel);
        VideoFailure unused = FaultRounds.requireTask(check, result, video.task());
        check.require(channel.isOpen(), "the channel stays open", () -> "it is closed");
    }

    private void channelFaults(Map<Operation, CompleteVideo> videos) {
        List<Fault> faults = Stream.concat(DownloadFaults.broken().stream(), DownloadFaults.unusual().stream())
                .toList();
        new FaultRounds(context()).each(List.of(Fault.html()), faults, (operation, vendor, fault) -> {
            CompleteVideo video = Objects.requireNonNull(videos.get(operation));
            RuleCheck check = context().ruleCheck("RC-404", "the requests of a download to a channel meet: " + fault);
            Stream.generate(() -> fault).limit(ATTEMPTS).forEach(vendor::nextDownload);
            RecordingChannel channel = new RecordingChannel();
            Either<VideoFailure, Long> result = download(check, video.video(), channel);
            vendor.discardFaults();
            if (result.isRight()) {
                requireSameBytes(check, video, channel, result);
            } else {
                requireNotFetched(check, result.getLeft(), video);
            }
            check.require(channel.isOpen(), "the channel stays open", () -> "it is closed");
        });
        new FaultRounds(context()).each(List.of(), List.of(Fault.cutAt(50)), (operation, vendor, fault) -> {
            CompleteVideo video = Objects.requireNonNull(videos.get(operation));
            requireWritten(context().ruleCheck("RC-404", "a download to a channel, after broken ones"), video);
        });
    }

    private void requireWritten(RuleCheck check, CompleteVideo video) {
        RecordingChannel channel = new RecordingChannel();
        requireSameBytes(check, video, channel, download(check, video.video(), channel));
        check.require(channel.isOpen(), "the channel stays open", () -> "it is closed");
    }

    private static void requireSameBytes(
            RuleCheck check, CompleteVideo video, RecordingChannel channel, Either<VideoFailure, Long> result) {
        check.requireEqual(
                Either.right((long) video.bytes().length), result, "the download returns the number of bytes");
        check.require(
                Arrays.equals(video.bytes(), channel.bytes()),
                "the channel receives the same bytes as the file",
                () -> "it receives others, or another number: " + channel.bytes().length);
    }

    private Either<VideoFailure, Long> download(RuleCheck check, GeneratedVideo video, RecordingChannel channel) {
        return context()
                .callPort(
                        check, () -> context().provider().downloader().download(video, channel, DownloadListener.NONE));
    }

    private Either<VideoFailure, Path> download(RuleCheck check, GeneratedVideo video, DownloadTarget file) {
        return context().callPort(check, () -> context().provider().downloader().download(video, file.path()));
    }

    private static List<String> visible(Path folder) {
        return files(folder).stream().filter(name -> !name.startsWith(".")).toList();
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
