package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FastestAttempt;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about deadlines and interrupts of calls other than submits: RC-805. */
public interface DeadlineRules extends ContractRuleGroup {

    /** The timeout of a provider whose calls end early. */
    Duration TIMEOUT = Duration.ofMillis(300);

    /** A timeout of which a double is late. */
    Duration LONG_TIMEOUT = Duration.ofSeconds(2);

    /** How much later a call may end, in real time. On a busy machine, the fastest of several attempts counts. */
    Duration TOLERANCE = Duration.ofMillis(1_500);

    /** When a call is taken for one that never ends. */
    Duration MAX_WAIT = Duration.ofSeconds(8);

    @Test
    @Order(1) // it waits much
    @DisplayName("RC-805 a poll, a cancel and an upload end at their deadlines, and with a download when interrupted")
    default void respectsDeadlinesOfEachCall(@TempDir Path folder) {
        context().eachOperationOnTheWire((operation, vendor) -> {
            endsAtDeadlines(TIMEOUT, vendor, operation);
            if (FaultRounds.isLast(context(), operation)) {
                endsAtDeadlines(LONG_TIMEOUT, vendor, operation);
            }
            usesProviderAfterwards(operation);
            endsWhenInterrupted(vendor, operation, folder);
        });
    }

    /**
     * A silent vendor, one that stops after the headers, and one that sends a byte from time to time. There are as many
     * calls at the same time that a provider is late if it makes them one after another.
     */
    private static List<Fault> silences() {
        List<Fault> each =
                List.of(Fault.silence(), Fault.headersThenSilence(), Fault.stall(), Fault.drip(Duration.ofMillis(100)));
        return Stream.generate(() -> each).limit(2).flatMap(List::stream).toList();
    }

    private void endsAtDeadlines(Duration timeout, Simulator vendor, Operation operation) {
        String each = timeout.toMillis() + "ms";
        VideoProvider impatient = context()
                .subject()
                .with(Map.of(
                        "submit-timeout", "10s", "poll-timeout", each, "cancel-timeout", each, "upload-timeout", each));
        RuleCheck check = context().ruleCheck("RC-805", "calls with a timeout of " + each);
        Duration max = timeout.plus(TOLERANCE);
        Duration slowest = FastestAttempt.of(max, () -> endsAtDeadlines(impatient, vendor, operation));
        check.require(
                slowest.compareTo(max) <= 0,
                "each call returns at its deadline",
                () -> "one returned after " + slowest.toMillis() + " ms, in each of several attempts");
    }

    /** Returns how long the slowest call took. */
    private Duration endsAtDeadlines(VideoProvider impatient, Simulator vendor, Operation operation) {
        Duration polls = pollsEndAtDeadlines(impatient, vendor, operation);
        Duration others = otherCallsEndAtDeadlines(impatient, vendor, operation);
        vendor.discardFaults(); // on a busy machine a call may time out before its request arrives
        return polls.compareTo(others) > 0 ? polls : others;
    }

    private Duration pollsEndAtDeadlines(VideoProvider impatient, Simulator vendor, Operation operation) {
        RuleCheck order = context().ruleCheck("RC-805", "an order without a fault");
        vendor.nextTask().queued(Duration.ofMinutes(5));
        TaskRef task = context().submitted(order, operation);
        Either<VideoFailure, TaskStatus> unused =
                context().callPort(order, () -> impatient.tracker().status(task));
        TimedCalls calls = new TimedCalls(MAX_WAIT);
        silences().forEach(vendor::nextPoll); // on a busy machine, requests of an earlier attempt may meet some
        for (Fault fault : silences()) {
            RuleCheck poll = context().ruleCheck("RC-805", "the vendor responds to a poll with: " + fault);
            vendor.nextPoll(fault);
            calls.start(
                    poll, "poll", () -> impatient.tracker().status(task), failure -> namesTask(poll, failure, task));
        }
        return calls.requireFailures();
    }

    private Duration otherCallsEndAtDeadlines(VideoProvider impatient, Simulator vendor, Operation operation) {
        RuleCheck order = context().ruleCheck("RC-805", "an order without a fault");
        TimedCalls calls = new TimedCalls(MAX_WAIT);
        silences().forEach(vendor::nextCancel);
        silences().forEach(vendor::nextUpload);
        for (Fault fault : silences()) {
            impatient.canceller().ifPresent(canceller -> {
                vendor.nextTask().queued(Duration.ofMinutes(5));
                TaskRef task = context().submitted(order, operation);
                RuleCheck cancel = context().ruleCheck("RC-805", "the vendor responds to a cancel with: " + fault);
                vendor.nextCancel(fault);
                calls.start(
                        cancel, "cancel", () -> canceller.cancel(task), failure -> namesTask(cancel, failure, task));
            });
            impatient.uploader().ifPresent(uploader -> {
                RuleCheck upload = context().ruleCheck("RC-805", "the vendor responds to an upload with: " + fault);
                vendor.nextUpload(fault);
                calls.start(upload, "upload", () -> uploader.upload(sampleFor(uploader)), failure -> {});
            });
        }
        return calls.requireFailures();
    }

    private void usesProviderAfterwards(Operation operation) {
        RuleCheck after = context().ruleCheck("RC-805", "a poll after those that ended at their deadlines");
        TaskRef task = context().submitted(after, operation);
        context().subject().finishTasks();
        TaskStatus unused = context().status(after, task);
    }

    private static void namesTask(RuleCheck check, VideoFailure failure, TaskRef task) {
        check.requireEqual(Optional.of(task), failure.task(), "the failure names the task");
    }

    private void endsWhenInterrupted(Simulator vendor, Operation operation, Path folder) {
        RuleCheck order = context().ruleCheck("RC-805", "an order without a fault");
        TaskRef task = context().submitted(order, operation);
        context().subject().finishTasks();
        GeneratedVideo video = context().finishedVideo(order, task);
        for (Fault fault : List.of(Fault.silence(), Fault.stall())) {
            interrupts(
                    RequestKind.POLL,
                    "poll",
                    vendor::nextPoll,
                    fault,
                    () -> context().poll(task));
            interrupts(
                    RequestKind.DOWNLOAD,
                    "download",
                    vendor::nextDownload,
                    fault,
                    () -> context()
                            .provider()
                            .downloader()
                            .download(video, folder.resolve(operation.id() + "-never.mp4")));
            interrupts(
                    RequestKind.DOWNLOAD,
                    "download to a channel",
                    vendor::nextDownload,
                    fault,
                    () -> context()
                            .provider()
                            .downloader()
                            .download(video, new RecordingChannel(), DownloadListener.NONE));
        }
        context().provider().canceller().ifPresent(canceller -> {
            vendor.nextTask().queued(Duration.ofMinutes(5));
            TaskRef queued = context().submitted(order, operation);
            interrupts(
                    RequestKind.CANCEL, "cancel", vendor::nextCancel, Fault.silence(), () -> canceller.cancel(queued));
        });
        context()
                .provider()
                .uploader()
                .ifPresent(uploader -> interrupts(
                        RequestKind.UPLOAD,
                        "upload",
                        vendor::nextUpload,
                        Fault.silence(),
                        () -> uploader.upload(sampleFor(uploader))));
    }

    private <T> void interrupts(
            RequestKind kind, String name, Consumer<Fault> next, Fault fault, Supplier<Either<VideoFailure, T>> call) {
        String given = "the thread of a " + name + " is interrupted while the vendor responds with: " + fault;
        InterruptedCall.requirePrompt(context().ruleCheck("RC-805", given), () -> {
            RuleCheck check = context().ruleCheck("RC-805", given);
            next.accept(fault);
            InterruptedCall<T> interrupted = InterruptedCall.of(
                            check,
                            name,
                            call,
                            () -> !check.wire().arrivals(kind).isEmpty())
                    .requireFlag(check);
            Either<VideoFailure, T> result = interrupted.result();
            check.require(result != null && result.isLeft(), "the " + name + " fails", () -> "it is " + result);
            check.requireEqual(1, check.wire().arrivals(kind).size(), "it is sent once");
            return interrupted.elapsed();
        });
    }

    private static SampleMediaFile sampleFor(MediaUploader uploader) {
        Set<MediaFormat> types = uploader.limits().maxBytes().keySet();
        return new SampleMediaFile(types.stream().findFirst().orElse(MediaFormat.PNG));
    }
}
