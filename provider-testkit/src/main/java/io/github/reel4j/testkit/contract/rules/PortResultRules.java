package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.SubmitFault;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rules about the results of all ports: RC-501 and RC-503. */
public interface PortResultRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-501 no port throws, whatever the vendor sends")
    default void neverThrows() {
        List<Fault> core = Stream.of(
                        "{",
                        "\"text\"",
                        "[[[[",
                        "{\"code\": {}}",
                        "{\"status\": 7, \"output\": 7, \"data\": 7, \"request_id\": []}",
                        "{\"a\": 1e999999999}",
                        "\u0000\u0001",
                        "{\"data\": \"x\", \"output\": \"x\", \"video\": \"x\"}")
                .map(body -> json(200, body))
                .toList();
        List<Fault> spread = Stream.of(
                        Stream.of(
                                        "",
                                        "null",
                                        "[{}]",
                                        "{\"a\": ".repeat(20_000),
                                        "[".repeat(200_000),
                                        "\ufeff{}",
                                        "\ud800")
                                .map(body -> json(200, body)),
                        Stream.of(400, 404, 429, 500)
                                .flatMap(status -> core.stream().map(fault -> fault.status(status))),
                        Stream.of("null", "7", "-1", "1e400", "[]", "[null]", "{}", "true", "\"\"", "\"\\u0000\"")
                                .map(FaultCatalog::withEachText),
                        FaultCatalog.brokenConnections().stream(),
                        Stream.of(100, 199, 204, 205, 304, 600, 999)
                                .map(status -> Fault.raw("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n")),
                        Stream.of("gzip", "br", "x-unknown")
                                .map(coding -> json(200, "{}").header("Content-Encoding", coding)),
                        Stream.of("", "text/html; charset=x-none", "application/json; charset=", "/", "a/b; c=\"")
                                .map(type -> Fault.none().header("Content-Type", type)))
                .flatMap(each -> each)
                .toList();
        new FaultRounds(context()).each(core, spread, (operation, vendor, fault) -> {
            RuleCheck check = context().ruleCheck("RC-501", "the vendor responds to every call with " + fault);
            TaskRef task = context().submitted(check, operation);
            vendor.nextSubmit(fault);
            vendor.nextPoll(fault);
            vendor.nextCancel(fault);
            Either<VideoFailure, TaskRef> submitted =
                    context().callPort(check, () -> context().submit(context().resolved(operation)));
            Either<VideoFailure, TaskStatus> polled =
                    context().callPort(check, () -> context().poll(task));
            context()
                    .provider()
                    .canceller()
                    .ifPresent(canceller -> context().callPort(check, () -> canceller.cancel(task)));
            requireComplete(check, submitted);
            requireComplete(check, polled);
            vendor.discardFaults();
        });
    }

    /** A failure can be printed, and a message is not empty. */
    private static void requireComplete(RuleCheck check, Either<VideoFailure, ?> result) {
        check.require(
                result.isRight() || !result.getLeft().message().isBlank(),
                "a failure has a message",
                () -> "it is " + result);
    }

    private static Fault json(int status, String body) {
        return Fault.response(status, "application/json", body)
                .describedAs("HTTP " + status + " with the body "
                        + (body.length() > 80
                                ? body.substring(0, 80) + "... (" + body.length() + " characters)"
                                : body));
    }

    @Test
    @DisplayName("RC-503 an order that was accepted, or may have been, is not reported as NOT_BILLED")
    default void neverUnderstatesBilling() {
        List<Fault> core = List.of(
                Fault.connectionReset(),
                Fault.html(),
                Fault.http(500),
                Fault.redirect(303, "/x"),
                Fault.redirect(302, "/x"));
        List<Fault> spread = Stream.of(
                        FaultCatalog.submits(fault -> fault.kinds().equals(Set.of(FailureKind.SUBMISSION_UNKNOWN))
                                        && fault.body() != SubmitFault.Body.PAGE
                                        && fault.body() != SubmitFault.Body.TEXT)
                                .stream()
                                .map(SubmitFault::fault),
                        FaultCatalog.brokenConnections().stream(),
                        FaultCatalog.successesWithoutTask().stream(),
                        FaultCatalog.statusesInUse().stream().map(Fault::namingTask))
                .flatMap(each -> each)
                .filter(Fault::accepts)
                .toList();
        new FaultRounds(context()).each(core, spread, (operation, vendor, fault) -> {
            RuleCheck check = context().ruleCheck("RC-503", "the vendor accepts the order, then: " + fault);
            vendor.nextSubmit(fault);
            requireNotUnbilled(
                    check,
                    context().callPort(check, () -> context().submit(context().resolved(operation))));
        });
        List<Fault> polls =
                FaultCatalog.statusesInUse().stream().map(Fault::http).toList();
        new FaultRounds(context()).each(List.of(), polls, this::requireBilledPoll);
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-503", "the vendor fails a task");
            context().subject().nextTaskFails(context().failureCode(), "the vendor's reason");
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            TaskStatus status = context().status(check, task);
            check.require(
                    !(status instanceof TaskStatus.Failed failed)
                            || failed.failure().billingStatus() != BillingStatus.NOT_BILLED,
                    "the billing status is UNKNOWN or BILLED",
                    () -> "it is " + status);
        });
    }

    private void requireBilledPoll(Operation operation, Simulator vendor, Fault fault) {
        RuleCheck check = context().ruleCheck("RC-503", "a poll or a cancel of an accepted order meets: " + fault);
        TaskRef task = context().submitted(check, operation);
        vendor.nextPoll(fault);
        requireNotUnbilled(check, context().callPort(check, () -> context().poll(task)));
        context().provider().canceller().ifPresent(canceller -> {
            vendor.nextCancel(fault);
            requireNotUnbilled(check, context().callPort(check, () -> canceller.cancel(task)));
        });
        vendor.discardFaults();
    }

    private static void requireNotUnbilled(RuleCheck check, Either<VideoFailure, ?> result) {
        check.require(
                result.isRight() || result.getLeft().billingStatus() != BillingStatus.NOT_BILLED,
                "the billing status is UNKNOWN or BILLED",
                () -> "it is " + result);
    }
}
