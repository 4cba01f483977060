package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.VendorMessages;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import io.vavr.control.Either;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about the vendor's reason for a failure: RC-502 and RC-504. */
public interface FailureReasonRules extends ContractRuleGroup {

    /** The length of the longest reason of a failed task, in characters. */
    int LONG = 10_000;

    @Test
    @DisplayName("RC-502 the vendor's message is kept, on one line, without control characters, at most 512 characters")
    @Tag("fault-55")
    default void keepsVendorMessages() {
        new FaultRounds(context()).each(VendorMessages.CORE, VendorMessages.ALL, (operation, vendor, message) -> {
            RuleCheck submit = context().ruleCheck("RC-502", "the vendor rejects an order with " + message);
            vendor.nextSubmit(Fault.http(400, message.text()));
            requireReason(
                    submit, failure(submit, () -> context().submit(context().resolved(operation))), message);
            TaskRef task = context().submitted(submit, operation);
            RuleCheck poll = context().ruleCheck("RC-502", "a poll fails with " + message);
            vendor.nextPoll(Fault.http(500, message.text()));
            requireReason(poll, failure(poll, () -> context().poll(task)), message);
            context().provider().canceller().ifPresent(canceller -> {
                RuleCheck cancel = context().ruleCheck("RC-502", "a cancel fails with " + message);
                vendor.nextCancel(Fault.http(500, message.text()));
                requireReason(cancel, failure(cancel, () -> canceller.cancel(task)), message);
            });
            if (message.text().length() > LONG) {
                return; // a vendor may keep large results for a short time only
            }
            RuleCheck failed = context().ruleCheck("RC-502", "the vendor fails a task with " + message);
            context().subject().nextTaskFails(context().failureCode(), message.text());
            requireReason(failed, failureOf(failed, context().submitted(failed, operation)), message);
        });
    }

    @Test
    @DisplayName("RC-504 a reason that stands first is kept, however large the response is")
    default void keepsReasonsOfLargeResponses() {
        VendorMessages.Message reason = VendorMessages.CORE.get(0);
        new FaultRounds(context()).each(List.of(9, 100), List.of(500, 900), (operation, vendor, kibibytes) -> {
            int size = kibibytes * 1024;
            RuleCheck submit = context().ruleCheck("RC-504", "a rejection of " + kibibytes + " KiB");
            vendor.nextSubmit(
                    Fault.http(400, reason.text()).changingBody(body -> JsonValueReplacer.padded(body, size)));
            requireReason(
                    submit, failure(submit, () -> context().submit(context().resolved(operation))), reason);
            RuleCheck failed = context().ruleCheck("RC-504", "a response about a failed task of " + kibibytes + " KiB");
            context().subject().nextTaskFails(context().failureCode(), reason.text());
            TaskRef task = context().submitted(failed, operation);
            for (int request = 0; request < 3; request++) {
                vendor.nextPoll(Fault.none().changingBody(body -> JsonValueReplacer.padded(body, size)));
            }
            requireReason(failed, failureOf(failed, task), reason);
            vendor.discardFaults();
            RuleCheck poll = context().ruleCheck("RC-504", "a failed poll of " + kibibytes + " KiB");
            vendor.nextPoll(Fault.http(500, reason.text()).changingBody(body -> JsonValueReplacer.padded(body, size)));
            requireReason(poll, failure(poll, () -> context().poll(task)), reason);
        });
    }

    private <T> VideoFailure failure(RuleCheck check, Supplier<Either<VideoFailure, T>> call) {
        Either<VideoFailure, T> result = context().callPort(check, call);
        check.require(result.isLeft(), "it fails", () -> "it is " + result);
        return result.getLeft();
    }

    private VideoFailure failureOf(RuleCheck check, TaskRef task) {
        context().subject().finishTasks();
        TaskStatus status = context().status(check, task);
        if (status instanceof TaskStatus.Failed failed) {
            return failed.failure();
        }
        throw check.failed("the task is reported as failed", "it is " + status);
    }

    private static void requireReason(RuleCheck check, VideoFailure failure, VendorMessages.Message message) {
        String kept = failure.vendorMessage().orElse("");
        check.require(
                kept.contains(message.start()) && kept.contains(message.end()),
                "the message is kept: it contains '" + message.start() + "' and '" + message.end() + "'",
                () -> "the kept message is '" + kept + "'");
        check.require(
                VendorMessages.isPrintable(kept),
                "no control character and no line break is left in the vendor's message",
                () -> "there is one: '" + VendorMessages.escaped(kept) + "'");
        check.require(
                kept.codePointCount(0, kept.length()) <= VideoFailure.RAW_RESPONSE_LIMIT,
                "at most 512 characters are kept",
                () -> kept.length() + " were kept");
        check.require(
                VendorMessages.isPrintable(failure.message().replace("\n", "")),
                "no control character of the vendor is in the failure's own message",
                () -> "there is one: '" + VendorMessages.escaped(failure.message()) + "'");
    }
}
