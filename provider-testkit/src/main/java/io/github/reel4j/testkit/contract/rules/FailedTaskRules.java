package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about tasks that the vendor failed: RC-302. */
public interface FailedTaskRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-302 a task that the vendor failed is a failed status with the vendor's message")
    @Tag("fault-59")
    default void reportsFailure() {
        PollSteps polls = new PollSteps(context());
        context().eachOperation(operation -> {
            String code = context().failureCode();
            reportsFailureWith(polls, operation, code, List.of("No herons at dawn"), "No herons at dawn");
            context().subject().wire().ifPresent(vendor -> {
                reportsFailureWith(
                        polls,
                        operation,
                        code,
                        List.of("\"Dawn\"", "<heron>", "100%", "{0}", "n\u00f6", "\u732b", "'a=b&c=d'"),
                        "\"Dawn\" <heron> 100% {0} n\u00f6 \u732b 'a=b&c=d'");
                reportsFailureWith(
                        polls,
                        operation,
                        code,
                        List.of("The prompt was cancelled", "404 not found", "rate limit"),
                        "The prompt was cancelled: 404 not found, rate limit of 3 herons, timeout, invalid key");
                reportsFailureWith(
                        polls,
                        operation,
                        code,
                        List.of("A heron in 1 of 9"),
                        "A heron in 1 of 9 pictures is not allowed. ".repeat(30));
                reportsOtherCodes(polls, vendor, operation, code);
                reportsFailureOfEachPhase(polls, vendor, operation, code);
            });
        });
    }

    private void reportsFailureWith(
            PollSteps polls, Operation operation, String code, List<String> parts, String message) {
        RuleCheck check = context()
                .ruleCheck(
                        "RC-302",
                        "the vendor fails the task: " + code + ", '"
                                + message.substring(0, Math.min(80, message.length())) + "'");
        context().subject().nextTaskFails(code, message);
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        for (TaskStatus.Failed status : failed(polls, check, operation, task)) {
            VideoFailure failure = status.failure();
            check.require(
                    code.isEmpty() || failure.vendorCode().equals(Optional.of(code)),
                    "the vendor's code is kept",
                    () -> "the kept code is " + failure.vendorCode());
            requireMessage(check, failure, parts);
        }
    }

    private List<TaskStatus.Failed> failed(PollSteps polls, RuleCheck check, Operation operation, TaskRef task) {
        List<TaskStatus.Failed> all =
                polls.statuses(check, task, TaskStatus.Failed.class, "the status of " + operation + " is failed");
        all.forEach(status -> {
            VideoFailure failure = status.failure();
            check.requireEqual(FailureKind.GENERATION_FAILED, failure.kind(), "the kind is GENERATION_FAILED");
            check.requireEqual(Optional.of(task), failure.task(), "the failure names the task");
        });
        return all;
    }

    private static void requireMessage(RuleCheck check, VideoFailure failure, List<String> parts) {
        for (String part : parts) {
            check.require(
                    failure.message().contains(part),
                    "the message contains the vendor's message: " + part,
                    failure::message);
            check.require(
                    failure.vendorMessage().map(text -> text.contains(part)).orElse(true),
                    "the vendor's message, if it is kept, is the message and not the code",
                    () -> "it is " + failure.vendorMessage());
        }
    }

    /** A vendor may not send these codes. Then its response does not contain them. */
    private void reportsOtherCodes(PollSteps polls, Simulator vendor, Operation operation, String code) {
        if (code.isEmpty()) {
            return;
        }
        for (String other : List.of(code + "2", code + "." + code, "")) {
            RuleCheck check = context()
                    .ruleCheck(
                            "RC-302",
                            other.isEmpty()
                                    ? "the vendor fails the task without a code"
                                    : "the vendor fails the task with the code " + other);
            ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
            vendor.nextTask().fails(other, "No herons at dawn");
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            List<Either<VideoFailure, TaskStatus>> results = polls.results(check, task);
            String responses = String.join("\n", sent.bodies());
            if (sent.bodies().isEmpty() || !responses.contains(other)) {
                continue;
            }
            results.forEach(result -> check.require(
                    result.isRight() && result.get() instanceof TaskStatus.Failed,
                    "the status of " + operation + " is failed",
                    () -> "it is " + result));
            for (TaskStatus.Failed status : failed(polls, check, operation, task)) {
                Optional<String> kept = status.failure().vendorCode().filter(text -> !text.isBlank());
                check.require(
                        kept.map(text -> other.isEmpty() ? responses.contains(text) : text.equals(other))
                                .orElse(other.isEmpty()),
                        "the code is the one of the vendor's response",
                        () -> "it is " + kept);
                requireMessage(check, status.failure(), List.of("No herons at dawn"));
            }
        }
    }

    private void reportsFailureOfEachPhase(PollSteps polls, Simulator vendor, Operation operation, String code) {
        RuleCheck waiting = context().ruleCheck("RC-302", "the vendor fails a task that waits in its queue");
        vendor.nextTask().queued(Duration.ofMinutes(5)).running(Duration.ZERO).fails(code, "No herons at dawn");
        requireFailsAfterPolls(polls, waiting, vendor, operation);
        RuleCheck running = context().ruleCheck("RC-302", "the vendor fails a task that runs");
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5)).fails(code, "No herons at dawn");
        requireFailsAfterPolls(polls, running, vendor, operation);
    }

    /** The first poll after the failure of the task meets a fault. */
    private void requireFailsAfterPolls(PollSteps polls, RuleCheck check, Simulator vendor, Operation operation) {
        TaskRef task = context().submitted(check, operation);
        TaskStatus early = context().status(check, task);
        check.require(!PollSteps.hasEnded(early), "the task has not ended yet", () -> "it is " + early);
        context().subject().advance(Duration.ofMinutes(5));
        polls.fail(vendor, task, Fault.http(503));
        failed(polls, check, operation, task)
                .forEach(status -> requireMessage(check, status.failure(), List.of("No herons at dawn")));
        context().subject().advance(Duration.ofHours(1));
        failed(polls, check, operation, task)
                .forEach(status -> requireMessage(check, status.failure(), List.of("No herons at dawn")));
    }
}
