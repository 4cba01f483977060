package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.contract.support.TaskEnd;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Calls every port of a provider, in each state of a task, while each request meets one fault. Not thread-safe. */
final class FaultyCalls {

    private final ContractContext context;
    private final Operation operation;
    private final Simulator vendor;
    private final Path folder;
    private final List<TaskRef> ended;
    private final GeneratedVideo video;
    private int calls;

    FaultyCalls(ContractContext context, RuleCheck check, Operation operation, Simulator vendor, Path folder) {
        this.context = context;
        this.operation = operation;
        this.vendor = vendor;
        this.folder = folder;
        this.ended = TaskEnd.distinguishedBy(vendor)
                .map(end -> {
                    TaskScript unused = end.scriptNextTask(vendor);
                    return context.submitted(check, operation);
                })
                .toList();
        context.subject().finishTasks();
        this.video = context.finishedVideo(check, ended.get(0));
    }

    /** Also polls tasks that have ended, for faults that change the genuine response. */
    void meetInEachState(Fault fault) {
        RuleCheck check = context.ruleCheck("RC-501", "the vendor responds to polls of ended tasks with " + fault);
        ended.forEach(task -> poll(check, task, fault));
        vendor.discardFaults();
        meet(fault);
    }

    void meet(Fault fault) {
        RuleCheck check = context.ruleCheck("RC-501", "the vendor responds to every call with " + fault);
        TaskRef queued = queuedTask(check);
        ResolvedRequest order = context.resolved(operation);
        vendor.nextSubmit(fault);
        call(check, () -> context.submit(order));
        poll(check, queued, fault);
        cancelTwice(check, queued, fault);
        upload(check, order, fault);
        download(fault);
        vendor.discardFaults();
    }

    private TaskRef queuedTask(RuleCheck check) {
        TaskScript script = vendor.nextTask().queued(Duration.ofMinutes(5));
        if (vendor.reportsQueuePosition()) {
            script.queuePosition(3);
        }
        return context.submitted(check, operation);
    }

    private void poll(RuleCheck check, TaskRef task, Fault fault) {
        vendor.nextPoll(fault);
        vendor.nextPoll(fault); // a provider may make 2 requests
        call(check, () -> context.poll(task));
    }

    private void cancelTwice(RuleCheck check, TaskRef task, Fault fault) {
        context.provider().canceller().ifPresent(canceller -> {
            for (int cancel = 0; cancel < 2; cancel++) {
                vendor.nextCancel(fault);
                call(check, () -> canceller.cancel(task));
            }
        });
    }

    private void upload(RuleCheck check, ResolvedRequest order, Fault fault) {
        context.provider().uploader().ifPresent(uploader -> {
            vendor.nextUpload(fault);
            call(check, () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), order.model()));
        });
    }

    /** Downloads to a file and to a channel in turn. */
    private void download(Fault fault) {
        RuleCheck check = context.ruleCheck("RC-501", "the file host responds to a download with " + fault);
        VideoDownloader downloader = context.provider().downloader();
        Path target = folder.resolve(operation.id() + "-" + calls++ + ".mp4");
        vendor.nextDownload(fault);
        if (calls % 2 == 0) {
            call(check, () -> downloader.download(video, target));
        } else {
            call(check, () -> downloader.download(video, new RecordingChannel(), DownloadListener.NONE));
        }
    }

    /** Requires that the call returns a value. A failure can be printed, and its message is not empty. */
    private <T> void call(RuleCheck check, Supplier<Either<VideoFailure, T>> port) {
        Either<VideoFailure, T> result = context.callPort(check, port);
        check.require(
                result.isRight() || !result.getLeft().message().isBlank(),
                "a failure has a message",
                () -> "it is " + result);
    }
}
