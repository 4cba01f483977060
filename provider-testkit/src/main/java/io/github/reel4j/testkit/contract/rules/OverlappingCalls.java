package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Leaves one call of each port without a response, and makes further calls of every port, which must not wait. */
record OverlappingCalls(ContractContext context, Simulator vendor, Operation operation) {

    /** In real time, far above what a call needs, and below the default timeouts. */
    private static final Duration MAX_CALL = Duration.ofSeconds(5);

    /**
     * A call of a port.
     *
     * @param kind what it sends
     * @param next lets its request meet a fault
     */
    private record Port(RequestKind kind, Consumer<Fault> next, Supplier<?> call) {

        @Override
        public String toString() {
            return switch (kind) {
                case SUBMIT -> "an order";
                case POLL -> "a poll";
                case CANCEL -> "a cancel";
                case UPLOAD -> "an upload";
                default -> "a download";
            };
        }
    }

    void run() {
        List<Port> ports = ports();
        for (Port silent : ports) {
            RuleCheck check = context.ruleCheck("RC-803", silent + " has no response");
            OwnThreads threads = new OwnThreads();
            silent.next().accept(Fault.silence());
            FutureTask<Object> waiting = threads.start(() -> silent.call().get());
            boolean ready = EventualCondition.holdsWithin(
                    MAX_CALL, () -> !check.wire().arrivals(silent.kind()).isEmpty() || waiting.isDone());
            if (ready && !waiting.isDone()) { // other rules require that it sends a request, and waits
                ports.forEach(other -> {
                    FutureTask<Object> second = threads.start(() -> other.call().get());
                    boolean done = EventualCondition.holdsWithin(MAX_CALL, second::isDone);
                    check.require(done, other + " does not wait for it", () -> "it does");
                });
            }
            waiting.cancel(true);
            vendor.discardFaults();
            context.subject().finishTasks();
        }
    }

    private List<Port> ports() {
        RuleCheck check = context.ruleCheck("RC-803", "orders without a fault");
        TaskRef ended = context.submitted(check, operation);
        context.subject().finishTasks();
        GeneratedVideo video = context.finishedVideo(check, ended);
        TaskRef queued = queuedTask(check);
        List<Port> ports = new ArrayList<>();
        ports.add(new Port(RequestKind.SUBMIT, vendor::nextSubmit, () -> context.submit(context.resolved(operation))));
        ports.add(new Port(RequestKind.POLL, vendor::nextPoll, () -> context.poll(queued)));
        ports.add(new Port(
                RequestKind.DOWNLOAD,
                vendor::nextDownload,
                () -> context.provider().downloader().download(video, new RecordingChannel(), DownloadListener.NONE)));
        context.provider().uploader().ifPresent(uploader -> {
            ModelSpec model = context.resolved(operation).model();
            ports.add(new Port(
                    RequestKind.UPLOAD,
                    vendor::nextUpload,
                    () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), model)));
        });
        context.provider().canceller().ifPresent(canceller -> {
            TaskRef cancelled = queuedTask(check);
            ports.add(new Port(RequestKind.CANCEL, vendor::nextCancel, () -> canceller.cancel(cancelled)));
        });
        return ports;
    }

    private TaskRef queuedTask(RuleCheck check) {
        vendor.nextTask().queued(Duration.ofDays(1));
        return context.submitted(check, operation);
    }
}
