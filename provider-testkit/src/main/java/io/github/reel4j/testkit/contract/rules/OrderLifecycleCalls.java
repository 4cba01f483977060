package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.support.OutputRecorder;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes orders through the ports of a provider, with and without faults, and passes each result to an {@link
 * OutputRecorder}, which searches it for secrets. Failures of the calls belong to other rules.
 */
record OrderLifecycleCalls(ContractContext context, OutputRecorder output, VideoProvider provider) {

    /** Orders each model, polls, downloads, cancels and previews, without a fault. */
    void run(Operation operation) {
        ResolvedRequest request = context.resolved(operation);
        output.call("an estimate", () -> provider.pricing().estimate(request));
        provider.preview().ifPresent(preview -> output.call("a preview", () -> preview.preview(request)));
        Optional<TaskRef> task = submit(operation);
        task.ifPresent(this::poll);
        context.subject().finishTasks();
        task.flatMap(this::poll).ifPresent(this::download);
        task.ifPresent(this::cancel);
        submit(operation).ifPresent(this::cancel);
        context.subject().nextTaskFails(context.failureCode(), "the model has failed");
        Optional<TaskRef> failing = submit(operation);
        context.subject().finishTasks();
        failing.ifPresent(this::poll);
        context.orders(operation).stream()
                .skip(1)
                .forEach(order -> submit(order).ifPresent(this::poll));
    }

    /** Meets a fault at a submit, a poll and a cancel. */
    void meet(Simulator vendor, Operation operation, Fault fault) {
        Optional<TaskRef> task = submit(operation);
        vendor.nextSubmit(fault);
        submit(operation).ifPresent(this::poll);
        task.ifPresent(accepted -> {
            vendor.nextPoll(fault);
            poll(accepted);
            if (provider.canceller().isPresent()) {
                vendor.nextCancel(fault);
                cancel(accepted);
            }
        });
    }

    /** Meets a fault at a download. */
    void download(Simulator vendor, Operation operation, Fault fault) {
        Optional<TaskRef> task = submit(operation);
        context.subject().finishTasks();
        vendor.nextDownload(fault);
        task.flatMap(this::poll).ifPresent(this::download);
    }

    /** Lets a task fail with these texts. */
    void fail(Operation operation, String code, String message) {
        context.subject().nextTaskFails(code, message);
        Optional<TaskRef> task = submit(operation);
        context.subject().finishTasks();
        task.ifPresent(this::poll);
    }

    /** Reads callbacks that contain {@code text}. */
    void callBack(String text) {
        provider.callbacks().ifPresent(reader -> {
            for (String body : List.of("{\"id\": \"" + text + "\"}", text, "{\"error\": {\"message\": \"" + text)) {
                ReceivedCallback callback = new ReceivedCallback(
                        Map.of("Content-Type", List.of(text), "X-Signature", List.of(text)),
                        body.getBytes(StandardCharsets.UTF_8));
                output.call("a callback", () -> reader.read(callback));
            }
        });
    }

    /** Submits an order of its own, because no order may be submitted twice. */
    Optional<TaskRef> submit(Operation operation) {
        return submit(context.resolved(operation));
    }

    private Optional<TaskRef> submit(ResolvedRequest order) {
        return output.call("the result of a submit", () -> provider.generator().submit(order))
                .flatMap(Either::toJavaOptional);
    }

    Optional<TaskStatus> poll(TaskRef task) {
        return output.call("the result of a poll", () -> provider.tracker().status(task))
                .flatMap(Either::toJavaOptional);
    }

    void cancel(TaskRef task) {
        provider.canceller()
                .ifPresent(canceller -> output.call("the result of a cancel", () -> canceller.cancel(task)));
    }

    void upload() {
        ModelSpec model = context.resolved(context.operations().get(0)).model();
        provider.uploader()
                .ifPresent(uploader ->
                        output.call("the result of an upload", () -> uploader.upload(sample(uploader), model)));
    }

    private static SampleMediaFile sample(MediaUploader uploader) {
        return SampleMediaFile.acceptedBy(uploader);
    }

    void download(TaskStatus status) {
        if (status instanceof TaskStatus.Succeeded succeeded) {
            Optional<Either<VideoFailure, Long>> unused = download(succeeded.video());
        }
    }

    Optional<Either<VideoFailure, Long>> download(GeneratedVideo video) {
        return output.call(
                "the result of a download",
                () -> provider.downloader().download(video, new RecordingChannel(), DownloadListener.NONE));
    }

    /** Returns whether a result is a failure of this kind. */
    static boolean isFailure(Either<VideoFailure, ?> result, FailureKind kind) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }
}
