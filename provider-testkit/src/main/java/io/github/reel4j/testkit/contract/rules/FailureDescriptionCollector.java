package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Provokes failures of tasks, submits, polls, cancels and uploads, and records as text what the provider reports for
 * each.
 */
record FailureDescriptionCollector(ContractContext context, RuleCheck check, ResolvedRequest order) {

    private static final List<Fault> FAULTS =
            List.of(Fault.http(429).retryAfter("1234"), Fault.http(503), Fault.http(400));

    /** Puts each description under a name. */
    void observe(Map<String, String> texts) {
        observeFailedTask(texts);
        context.subject().wire().ifPresent(vendor -> {
            observeFailedOrders(vendor, texts);
            observeCancels(vendor, texts);
            observeUpload(vendor, texts);
        });
    }

    private void observeFailedTask(Map<String, String> texts) {
        context.subject().nextTaskFails(context.failureCode(), "THE TITLE IS INVALID");
        TaskRef task = context.submitted(check, order);
        context.subject().finishTasks();
        Either<VideoFailure, TaskStatus> status = context.callPort(check, () -> context.poll(task));
        texts.put(
                "the failed task",
                OrderLifecycleComparison.withoutId(
                        status.fold(FailureDescriptionCollector::text, FailureDescriptionCollector::failure), task));
    }

    private void observeFailedOrders(Simulator vendor, Map<String, String> texts) {
        TaskRef task = context.submitted(check, order);
        for (Fault fault : FAULTS) {
            vendor.nextSubmit(fault);
            texts.put(
                    "an order that meets: " + fault, text(context.callPort(check, () -> context.submit(order)), task));
            vendor.nextPoll(fault);
            texts.put("a poll that meets: " + fault, text(context.callPort(check, () -> context.poll(task)), task));
            vendor.discardFaults();
        }
    }

    private void observeCancels(Simulator vendor, Map<String, String> texts) {
        context.provider().canceller().ifPresent(canceller -> {
            vendor.nextTask().queued(Duration.ofMinutes(5));
            TaskRef task = context.submitted(check, order);
            for (Fault fault : FAULTS) {
                vendor.nextCancel(fault);
                texts.put(
                        "a cancel that meets: " + fault,
                        text(context.callPort(check, () -> canceller.cancel(task)), task));
                vendor.discardFaults();
            }
            texts.put("a cancel", text(context.callPort(check, () -> canceller.cancel(task)), task));
        });
    }

    private void observeUpload(Simulator vendor, Map<String, String> texts) {
        context.provider().uploader().ifPresent(uploader -> {
            vendor.nextUpload(Fault.http(503));
            texts.put(
                    "an upload that fails",
                    context.callPort(check, () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), order.model()))
                            .fold(FailureDescriptionCollector::text, url -> "a success"));
            vendor.discardFaults();
        });
    }

    private static String text(Either<VideoFailure, ?> result, TaskRef task) {
        return OrderLifecycleComparison.withoutId(
                result.fold(FailureDescriptionCollector::text, Object::toString), task);
    }

    /** Returns what a failure reports, without its task, which has a time. */
    private static String text(VideoFailure failure) {
        return failure.kind() + " " + failure.message() + " " + failure.vendorCode() + " " + failure.vendorMessage()
                + " " + failure.retryAfter();
    }

    private static String failure(TaskStatus status) {
        return status instanceof TaskStatus.Failed failed
                ? text(failed.failure())
                : status.getClass().getSimpleName();
    }
}
