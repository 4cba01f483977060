package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.MalformedCallbacks;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Submits, polls, cancels, uploads and reads callbacks before a provider is closed, and requires that polls, cancels
 * and uploads fail after that.
 */
record PortCallSequence(ContractContext context, VideoProvider provider, Operation operation) {

    /** Polls, cancels, uploads and reads callbacks, with a fault and without one. Returns the number of calls. */
    int use(Simulator vendor) {
        int calls = 0;
        for (Fault fault : List.of(Fault.none(), Fault.http(503), Fault.connectionClosed(), Fault.html())) {
            vendor.nextTask().queued(Duration.ofMinutes(5));
            Either<VideoFailure, TaskRef> task = provider.generator().submit(context.resolved(operation));
            if (task.isRight()) {
                vendor.nextPoll(fault);
                vendor.nextCancel(fault);
                vendor.nextUpload(fault);
                calls += calls(task.get()).values().stream()
                        .mapToInt(call -> call.get() == null ? 0 : 1)
                        .sum();
                vendor.discardFaults();
            }
        }
        provider.callbacks()
                .ifPresent(reader -> MalformedCallbacks.callbacks().values().forEach(reader::read));
        return calls;
    }

    /** Requires that the ports that send requests fail, because the provider is closed. */
    void requireFailures(RuleCheck check, TaskRef task) {
        calls(task).forEach((name, call) -> {
            Either<VideoFailure, ?> result = context.callPort(check, call);
            check.require(result.isLeft(), name + " after closing fails", () -> "it is " + result);
        });
        provider.callbacks()
                .ifPresent(reader -> MalformedCallbacks.callbacks()
                        .values()
                        .forEach(callback -> context.callPort(check, () -> reader.read(callback))));
    }

    private Map<String, Supplier<Either<VideoFailure, ?>>> calls(TaskRef task) {
        Map<String, Supplier<Either<VideoFailure, ?>>> calls = new LinkedHashMap<>();
        calls.put("a poll", () -> provider.tracker().status(task));
        provider.canceller().ifPresent(canceller -> calls.put("a cancel", () -> canceller.cancel(task)));
        ResolvedRequest order = context.resolved(operation);
        provider.uploader()
                .ifPresent(uploader -> calls.put(
                        "an upload", () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), order.model())));
        return calls;
    }
}
