package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contract rules about cancelling tasks, an optional capability: RC-321 and RC-322. */
public interface CancelRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-321 a cancel is sent at most once, and its failure does not say whether the task was cancelled;"
            + " without a canceller nothing is sent")
    default void cancelsOnce() {
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isEmpty()) {
            rejectsCancelIfUnsupported();
            return;
        }
        for (Fault fault : List.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.garbage(),
                Fault.http(408),
                Fault.http(500),
                Fault.http(503))) {
            RuleCheck check = context().ruleCheck("RC-321", "a cancel meets: " + fault);
            context().eachOperationOnTheWire((operation, vendor) -> {
                TaskRef task = context().submitted(check, operation);
                int before = vendor.ledger().requests().size();
                vendor.nextCancel(fault);
                Either<VideoFailure, CancelOutcome> result =
                        context().callPort(check, () -> canceller.get().cancel(task));
                int sent = vendor.ledger().requests().size() - before;
                check.require(sent == 1, "exactly 1 request is made", () -> sent + " were");
                check.require(result.isLeft(), "the outcome is unknown, so the cancel fails", () -> "it is " + result);
                check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
            });
        }
    }

    private void rejectsCancelIfUnsupported() {
        RuleCheck check = context().ruleCheck("RC-321", "a cancel, for a provider without a canceller");
        Operation operation = context().operations().get(0);
        check.requireEqual(
                Optional.of(FailureKind.UNSUPPORTED),
                new SingleProviderClient(context().provider())
                        .failureOf(check, each -> each.cancel(unknownTask(operation))),
                "the failure of the cancel is UNSUPPORTED");
        check.requireEqual(0, context().requests(), "the vendor receives no request");
        context().notApplicable("the provider has no canceller");
    }

    @Test
    @DisplayName("RC-322 the effect of a cancel agrees with the status of the task")
    default void reportsCancelOutcome() {
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isEmpty()) {
            context().notApplicable("the provider has no canceller");
            return;
        }
        context().eachOperationOnTheWire((operation, vendor) -> {
            cancelsUnfinishedTask(canceller.get(), operation, vendor);
            if (!vendor.cancelsRunningTasks()) {
                reportsRunningTask(canceller.get(), operation, vendor);
            }
            cancelsFinishedTask(canceller.get(), operation);
            RuleCheck check = context().ruleCheck("RC-322", "a cancel of a task that was never submitted");
            Either<VideoFailure, CancelOutcome> result =
                    context().callPort(check, () -> canceller.get().cancel(unknownTask(operation)));
            check.require(
                    result.isLeft() && result.getLeft().kind() == FailureKind.TASK_NOT_FOUND,
                    "it is TASK_NOT_FOUND",
                    () -> "it is " + result);
        });
    }

    private void cancelsUnfinishedTask(TaskCanceller canceller, Operation operation, Simulator vendor) {
        boolean running = vendor.cancelsRunningTasks();
        RuleCheck check =
                context().ruleCheck("RC-322", running ? "a cancel of a running task" : "a cancel of a queued task");
        vendor.nextTask()
                .queued(running ? Duration.ZERO : Duration.ofMinutes(5))
                .running(Duration.ofMinutes(5));
        TaskRef task = submittedTask(check, operation);
        CancelOutcome outcome = outcome(check, canceller, task);
        check.require(
                outcome.effect() != CancelOutcome.Effect.ALREADY_FINISHED,
                "it is CANCELLED or REQUESTED",
                () -> "it is " + outcome);
        context().subject().finishTasks();
        check.require(
                outcome.effect() == CancelOutcome.Effect.REQUESTED || !hasVideo(task),
                "a CANCELLED task has ended without a video",
                () -> "it has one");
    }

    private void reportsRunningTask(TaskCanceller canceller, Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a running task, at a vendor that cancels none");
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
        TaskRef task = submittedTask(check, operation);
        Either<VideoFailure, CancelOutcome> result = context().callPort(check, () -> canceller.cancel(task));
        check.require(result.isLeft(), "the cancel fails, because the task goes on", () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
    }

    /** Returns whether the task has a video. Other rules test how statuses are read and that polls do not throw. */
    private boolean hasVideo(TaskRef task) {
        try {
            return context().poll(task).exists(status -> status instanceof TaskStatus.Succeeded);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private TaskRef submittedTask(RuleCheck check, Operation operation) {
        TaskRef returned = context().submitted(check, operation);
        return new TaskRef(
                returned.provider(),
                returned.operation(),
                returned.endpoint(),
                CallbackScenario.lastOrder(context(), returned),
                returned.fingerprint(),
                returned.submittedAt());
    }

    private void cancelsFinishedTask(TaskCanceller canceller, Operation operation) {
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a finished task");
        TaskRef task = submittedTask(check, operation);
        context().subject().finishTasks();
        check.requireEqual(
                CancelOutcome.Effect.ALREADY_FINISHED,
                outcome(check, canceller, task).effect(),
                "the effect is ALREADY_FINISHED");
    }

    private CancelOutcome outcome(RuleCheck check, TaskCanceller canceller, TaskRef task) {
        return context().callPort(check, () -> canceller.cancel(task)).getOrElseGet(failure -> {
            throw check.failed("a cancel without a fault succeeds", failure.toString());
        });
    }

    private TaskRef unknownTask(Operation operation) {
        return new TaskRef(
                context().provider().id(),
                operation,
                context().resolved(operation).model().id(),
                "never-submitted",
                "0",
                Instant.EPOCH);
    }
}
