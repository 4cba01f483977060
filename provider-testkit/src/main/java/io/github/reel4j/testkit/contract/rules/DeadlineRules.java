package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaType;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract rule about deadlines and interrupts of calls other than submits: RC-805. */
public interface DeadlineRules extends ContractRuleGroup {

    /** The settings of a provider whose calls end early. */
    Map<String, String> SHORT_TIMEOUTS = Map.of(
            "submit-timeout", "10s", "poll-timeout", "300ms", "cancel-timeout", "300ms", "upload-timeout", "300ms");

    /** Real time, far above the timeout, because a busy machine is slow. */
    Duration MAX_WAIT = Duration.ofSeconds(8);

    @Test
    @DisplayName("RC-805 a poll, a cancel and an upload end at their deadlines, and with a download when interrupted")
    default void respectsDeadlinesOfEachCall(@TempDir Path folder) {
        VideoProvider impatient = context().subject().with(SHORT_TIMEOUTS);
        context().eachOperationOnTheWire((operation, vendor) -> {
            endsAtDeadlines(impatient, vendor, operation);
            endsWhenInterrupted(vendor, operation, folder);
        });
    }

    /** A silent vendor, one that stops after the headers, and one that sends a byte from time to time. */
    private static List<Fault> silences() {
        return List.of(Fault.silence(), Fault.headersThenSilence(), Fault.stall(), Fault.drip(Duration.ofMillis(100)));
    }

    private void endsAtDeadlines(VideoProvider impatient, Simulator vendor, Operation operation) {
        OwnThreads threads = new OwnThreads();
        List<Runnable> checks = new ArrayList<>();
        RuleCheck order = context().ruleCheck("RC-805", "an order without a fault");
        for (Fault fault : silences()) {
            vendor.nextTask().queued(Duration.ofMinutes(5));
            TaskRef task = context().submitted(order, operation);
            RuleCheck poll = context().ruleCheck("RC-805", "the vendor responds to a poll with: " + fault);
            vendor.nextPoll(fault);
            checks.add(endsInTime(
                    threads,
                    poll,
                    "poll",
                    () -> impatient.tracker().status(task),
                    failure -> namesTask(poll, failure, task)));
            impatient.canceller().ifPresent(canceller -> {
                RuleCheck cancel = context().ruleCheck("RC-805", "the vendor responds to a cancel with: " + fault);
                vendor.nextCancel(fault);
                checks.add(endsInTime(
                        threads,
                        cancel,
                        "cancel",
                        () -> canceller.cancel(task),
                        failure -> namesTask(cancel, failure, task)));
            });
            impatient.uploader().ifPresent(uploader -> {
                RuleCheck upload = context().ruleCheck("RC-805", "the vendor responds to an upload with: " + fault);
                vendor.nextUpload(fault);
                checks.add(endsInTime(
                        threads, upload, "upload", () -> uploader.upload(sampleFor(uploader)), failure -> {}));
            });
        }
        checks.forEach(Runnable::run);
        RuleCheck after = context().ruleCheck("RC-805", "a poll after those that ended at their deadlines");
        TaskRef task = context().submitted(after, operation);
        context().subject().finishTasks();
        TaskStatus unused = context().status(after, task);
    }

    private static <T> Runnable endsInTime(
            OwnThreads threads,
            RuleCheck check,
            String name,
            Supplier<Either<VideoFailure, T>> call,
            Consumer<VideoFailure> requirement) {
        FutureTask<Either<VideoFailure, T>> running = threads.start(call);
        return () -> {
            Either<VideoFailure, T> result = OwnThreads.await(
                    MAX_WAIT,
                    running,
                    () -> check.failed(
                            "the " + name + " returns at its deadline of 300 ms",
                            "it did not return within " + MAX_WAIT.toSeconds() + " s"));
            check.require(result.isLeft(), "the " + name + " fails", () -> "it is " + result);
            requirement.accept(result.getLeft());
        };
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
            vendor.nextPoll(fault);
            interrupts(RequestKind.POLL, "poll", fault, () -> context().poll(task));
            vendor.nextDownload(fault);
            interrupts(
                    RequestKind.DOWNLOAD,
                    "download",
                    fault,
                    () -> context()
                            .provider()
                            .downloader()
                            .download(video, folder.resolve(operation.id() + "-never.mp4")));
        }
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isPresent()) {
            vendor.nextCancel(Fault.silence());
            this.<CancelOutcome>interrupts(
                    RequestKind.CANCEL,
                    "cancel",
                    Fault.silence(),
                    () -> canceller.get().cancel(task));
        }
        context().provider().uploader().ifPresent(uploader -> {
            vendor.nextUpload(Fault.silence());
            interrupts(RequestKind.UPLOAD, "upload", Fault.silence(), () -> uploader.upload(sampleFor(uploader)));
        });
    }

    private <T> void interrupts(RequestKind kind, String name, Fault fault, Supplier<Either<VideoFailure, T>> call) {
        RuleCheck check = context()
                .ruleCheck(
                        "RC-805",
                        "the thread of a " + name + " is interrupted while the vendor responds with: " + fault);
        Either<VideoFailure, T> result = InterruptedCall.of(
                        check, name, call, () -> !check.wire().arrivals(kind).isEmpty())
                .requireFlag(check)
                .result();
        check.require(result != null && result.isLeft(), "the " + name + " fails", () -> "it is " + result);
        check.requireEqual(1, check.wire().arrivals(kind).size(), "it is sent once");
    }

    private static SampleMediaFile sampleFor(MediaUploader uploader) {
        Set<MediaType> types = uploader.limits().maxBytes().keySet();
        return new SampleMediaFile(types.stream().findFirst().orElse(MediaType.PNG));
    }
}
