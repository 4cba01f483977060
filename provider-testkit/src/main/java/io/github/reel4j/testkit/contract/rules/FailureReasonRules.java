package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.contract.support.VendorMessages;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about the vendor's reason for a failure: RC-502 and RC-504. */
public interface FailureReasonRules extends ContractRuleGroup {

    /** The length of the longest reason of a failed task, in characters. */
    int LONG = 10_000;

    /** Statuses with which vendors, and not only their gateways, respond. */
    List<Integer> STATUSES = List.of(400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 501, 502, 503);

    @Test
    @DisplayName("RC-502 the vendor's message is kept, on one line, without control characters, at most 512 characters")
    @Tag("fault-55")
    default void keepsVendorMessages() {
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(VendorMessages.CORE, VendorMessages.ALL, (operation, vendor, message) -> {
            keepsMessageOfEachPort(operation, vendor, 400, 500, message);
            if (message.text().length() > LONG) {
                return; // a vendor may keep large results for a short time only
            }
            RuleCheck failed = context().ruleCheck("RC-502", "the vendor fails a task with " + message);
            context().subject().nextTaskFails(context().failureCode(), message.text());
            requireReason(failed, failureOf(failed, context().submitted(failed, operation)), message);
            RuleCheck cancelled = context().ruleCheck("RC-502", "the vendor reports a cancelled task with " + message);
            cancelledTask(cancelled, operation, vendor, message, 0)
                    .ifPresent(failure -> requireReason(cancelled, failure, message));
        });
        rounds.each(
                List.of(),
                STATUSES,
                (operation, vendor, status) ->
                        keepsMessageOfEachPort(operation, vendor, status, status, VendorMessages.CORE.get(0)));
    }

    /** Other rules test the kind of each failure. A vendor may say with a status that it does not cancel a task. */
    private void keepsMessageOfEachPort(
            Operation operation, Simulator vendor, int submitStatus, int status, VendorMessages.Message message) {
        RuleCheck submit =
                context().ruleCheck("RC-502", "the vendor rejects an order with " + submitStatus + " and " + message);
        vendor.nextSubmit(Fault.http(submitStatus, message.text()));
        keepsMessage(submit, () -> context().submit(context().resolved(operation)), message);
        TaskRef task = context().submitted(submit, operation);
        RuleCheck poll = context().ruleCheck("RC-502", "a poll fails with " + status + " and " + message);
        // a provider may repeat a poll over a new connection if the response does not name the task
        vendor.nextPoll(Fault.http(status, message.text()));
        vendor.nextPoll(Fault.http(status, message.text()));
        keepsMessage(poll, () -> context().poll(task), message);
        vendor.discardFaults();
        context().provider().canceller().ifPresent(canceller -> {
            RuleCheck cancel = context().ruleCheck("RC-502", "a cancel fails with " + status + " and " + message);
            vendor.nextCancel(Fault.http(status, message.text()));
            keepsMessage(cancel, () -> canceller.cancel(task), message);
        });
        context().provider().uploader().ifPresent(uploader -> {
            RuleCheck upload = context().ruleCheck("RC-502", "an upload fails with " + status + " and " + message);
            ModelSpec model = context().resolved(operation).model();
            vendor.nextUpload(Fault.http(status, message.text()));
            keepsMessage(upload, () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), model), message);
        });
        vendor.discardFaults();
    }

    private static <T> void keepsMessage(
            RuleCheck check, Supplier<Either<VideoFailure, T>> call, VendorMessages.Message message) {
        Either<VideoFailure, T> result;
        try {
            result = call.get();
        } catch (RuntimeException e) {
            return; // RC-501 requires that it does not throw
        }
        check.require(
                result.isLeft() || message.equals(VendorMessages.CORE.get(0)),
                "it fails, whatever the message is",
                () -> "it is " + result);
        result.peekLeft(failure -> requireReason(check, failure, message));
    }

    /** Returns the failure of a cancelled task, if the vendor states the reason of a cancellation. */
    private Optional<VideoFailure> cancelledTask(
            RuleCheck check, Operation operation, Simulator vendor, VendorMessages.Message message, int size) {
        if (!vendor.reportsCancelled()) {
            return Optional.empty();
        }
        vendor.nextTask().isCancelled(message.text());
        TaskRef task = context().submitted(check, operation);
        context().subject().finishTasks();
        ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
        sent.change(response -> response.body(JsonValueReplacer.padded(response.body(), size)));
        Either<VideoFailure, TaskStatus> result =
                context().callPort(check, () -> context().poll(task));
        sent.restore();
        return sent.bodies().stream().anyMatch(message::isIn)
                ? result.toJavaOptional().stream().flatMap(PollSteps::failure).findFirst()
                : Optional.empty();
    }

    @Test
    @DisplayName("RC-504 a reason that stands first is kept, however large the response is")
    default void keepsReasonsOfLargeResponses() {
        VendorMessages.Message reason = VendorMessages.CORE.get(0);
        LargeErrorResponses errors =
                new LargeErrorResponses(context(), (check, failure) -> requireReason(check, failure, reason));
        List<Integer> sizes = List.of(LargeErrorResponses.MIN_KIBIBYTES, 100);
        new FaultRounds(context()).each(sizes, List.of(500, 900), (operation, vendor, kibibytes) -> {
            int size = kibibytes * 1024;
            errors.toOrders(operation, vendor, kibibytes);
            RuleCheck failed = context().ruleCheck("RC-504", "a response about a failed task of " + kibibytes + " KiB");
            context().subject().nextTaskFails(context().failureCode(), reason.text());
            TaskRef task = context().submitted(failed, operation);
            for (int request = 0; request < 3; request++) {
                vendor.nextPoll(Fault.none().changingBody(body -> JsonValueReplacer.padded(body, size)));
            }
            requireReason(failed, failureOf(failed, task), reason);
            vendor.discardFaults();
            RuleCheck cancelled =
                    context().ruleCheck("RC-504", "a response about a cancelled task of " + kibibytes + " KiB");
            cancelledTask(cancelled, operation, vendor, reason, size)
                    .ifPresent(failure -> requireReason(cancelled, failure, reason));
            errors.toPolls(task, vendor, kibibytes);
        });
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
