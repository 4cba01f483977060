package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.PollFaults;
import io.github.reel4j.testkit.contract.support.TaskEnd;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about cancels that fail: RC-321. */
public interface CancelFaultRules extends ContractRuleGroup {

    /** Statuses with which a vendor may say that a task has ended or cannot be cancelled. */
    Set<Integer> ABOUT_THE_TASK = Set.of(400, 404, 405, 409, 410, 412, 422, 423);

    @Test
    @DisplayName("RC-321 a cancel is sent at most once, and its failure does not say whether the task was cancelled;"
            + " without a canceller nothing is sent")
    default void cancelsOnce() {
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isEmpty()) {
            rejectsCancelIfUnsupported();
            return;
        }
        FaultRounds rounds = new FaultRounds(context());
        meetsFaults(canceller.get(), rounds);
        rounds.each(List.of(), List.copyOf(ABOUT_THE_TASK), (operation, vendor, status) -> {
            Set<Integer> ofEndedTasks = statusesOfEndedTasks(canceller.get(), operation, vendor);
            Either<VideoFailure, CancelOutcome> result =
                    cancelled(canceller.get(), operation, Fault.http(status), vendor);
            RuleCheck check = context().ruleCheck("RC-321", "a cancel of a queued task meets: HTTP " + status);
            check.require(
                    result.isLeft()
                            || result.get().effect() == CancelOutcome.Effect.NOT_CANCELLABLE
                            || (result.get().effect() == CancelOutcome.Effect.ALREADY_FINISHED
                                    && ofEndedTasks.contains(status)),
                    "an error confirms neither a cancellation nor an end, unless the vendor responds so for tasks "
                            + "that have ended",
                    () -> "it is " + result);
        });
        context().eachOperationOnTheWire((operation, vendor) -> {
            cancelsOnceInEachState(canceller.get(), operation, vendor);
            if (FaultRounds.isLast(context(), operation)) {
                RuleCheck check = context().ruleCheck("RC-321", "the vendor takes its time to respond to a cancel");
                Either<VideoFailure, CancelOutcome> unused =
                        cancelled(canceller.get(), operation, Fault.delay(PollFaults.SLOW), vendor);
                rounds.requireNoLateRequest(check, vendor, PollFaults.LATE);
            }
        });
    }

    private void meetsFaults(TaskCanceller canceller, FaultRounds rounds) {
        List<Fault> readable = FaultCatalog.unusualEncodings();
        List<Fault> transport = Stream.concat(
                        FaultCatalog.brokenConnections().stream(),
                        Stream.of(
                                Fault.html(),
                                Fault.page(404),
                                Fault.page(502),
                                Fault.text(503),
                                Fault.errorBody(500, 404),
                                Fault.oversizeBody(2 * 1024 * 1024)))
                .toList();
        Stream<Fault> statuses = FaultCatalog.errorStatuses().stream()
                .filter(status -> !ABOUT_THE_TASK.contains(status))
                .map(Fault::http);
        List<Fault> failing = Stream.of(transport.stream(), statuses, readable.stream())
                .flatMap(each -> each)
                .toList();
        List<Fault> core = List.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.garbage(),
                Fault.http(408),
                Fault.http(500),
                Fault.http(503));
        rounds.each(core, failing, (operation, vendor, fault) -> {
            Either<VideoFailure, CancelOutcome> result = cancelled(canceller, operation, fault, vendor);
            RuleCheck check = context().ruleCheck("RC-321", "a cancel meets: " + fault);
            if (!readable.contains(fault) && !FaultCatalog.isRepairable(fault)) {
                check.require(result.isLeft(), "the outcome is unknown, so the cancel fails", () -> "it is " + result);
            }
        });
    }

    /** Returns the statuses with which the vendor responds to the cancel of a task that has ended. */
    private Set<Integer> statusesOfEndedTasks(TaskCanceller canceller, Operation operation, Simulator vendor) {
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        vendor.changeResponses(RequestKind.CANCEL, response -> {
            statuses.add(response.status());
            return response;
        });
        TaskEnd.distinguishedBy(vendor).forEach(end -> {
            TaskScript unusedScript = end.scriptNextTask(vendor);
            TaskRef task = context().submitted(context().ruleCheck("RC-321", "an order"), operation);
            context().subject().finishTasks();
            RuleCheck check = context().ruleCheck("RC-321", "a cancel of a " + end + " task");
            Either<VideoFailure, CancelOutcome> unused = context().callPort(check, () -> canceller.cancel(task));
        });
        vendor.changeResponses(RequestKind.CANCEL, UnaryOperator.identity());
        return statuses;
    }

    private Either<VideoFailure, CancelOutcome> cancelled(
            TaskCanceller canceller, Operation operation, Fault fault, Simulator vendor) {
        TaskRef task = queuedTask(operation, vendor);
        RuleCheck check = context().ruleCheck("RC-321", "a cancel meets: " + fault);
        vendor.nextCancel(fault);
        Either<VideoFailure, CancelOutcome> result = context().callPort(check, () -> canceller.cancel(task));
        requireRequests(check, 1, 1);
        if (result.isLeft()) {
            check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
        }
        return result;
    }

    private TaskRef queuedTask(Operation operation, Simulator vendor) {
        vendor.nextTask().queued(Duration.ofMinutes(5));
        return context().submitted(context().ruleCheck("RC-321", "an order"), operation);
    }

    /** A provider may poll before or after a cancel, and need not send the cancel of a task that has ended. */
    private static void requireRequests(RuleCheck check, int min, int max) {
        int sent = check.wire().arrivals(RequestKind.CANCEL).size();
        check.require(
                sent >= min && sent <= max,
                (min == max ? "exactly " : "at most ") + max + " request to cancel is made",
                () -> sent + " were");
    }

    /** Cancels tasks in each state twice, without a fault. */
    private void cancelsOnceInEachState(TaskCanceller canceller, Operation operation, Simulator vendor) {
        TaskRef queued = queuedTask(operation, vendor);
        RuleCheck first = context().ruleCheck("RC-321", "a cancel of a queued task");
        Either<VideoFailure, CancelOutcome> unused = context().callPort(first, () -> canceller.cancel(queued));
        requireRequests(first, 1, 1);
        cancelsAtMostOnce(canceller, queued, "cancelled");
        TaskEnd.distinguishedBy(vendor).forEach(end -> {
            TaskScript unusedScript = end.scriptNextTask(vendor);
            TaskRef task = context().submitted(context().ruleCheck("RC-321", "an order"), operation);
            context().subject().finishTasks();
            cancelsAtMostOnce(canceller, task, end.toString());
            cancelsAtMostOnce(canceller, task, end.toString());
        });
    }

    private void cancelsAtMostOnce(TaskCanceller canceller, TaskRef task, String state) {
        RuleCheck check = context().ruleCheck("RC-321", "a cancel of a " + state + " task");
        Either<VideoFailure, CancelOutcome> unused = context().callPort(check, () -> canceller.cancel(task));
        requireRequests(check, 0, 1);
    }

    private void rejectsCancelIfUnsupported() {
        RuleCheck check = context().ruleCheck("RC-321", "a cancel, for a provider without a canceller");
        Operation operation = context().operations().get(0);
        TaskRef unknown = new TaskRef(
                context().provider().id(),
                operation,
                context().resolved(operation).model().id(),
                "never-submitted",
                "0",
                Instant.EPOCH);
        check.requireEqual(
                Optional.of(FailureKind.UNSUPPORTED),
                new SingleProviderClient(context().provider()).failureOf(check, each -> each.cancel(unknown)),
                "the failure of the cancel is UNSUPPORTED");
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        context().notApplicable("the provider has no canceller");
    }
}
