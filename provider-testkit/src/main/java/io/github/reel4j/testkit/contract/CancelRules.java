package io.github.reel4j.testkit.contract;

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

/** RC-32x: stopping tasks, an optional ability. */
interface CancelRules extends RuleTests {

    @Test
    @DisplayName(
            "RC-321 a cancel is sent at most once and trouble with it claims nothing; without one, nothing is sent")
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
                check.require(result.isLeft(), "what became of the task is not known", () -> "it is " + result);
                check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure is about the task");
            });
        }
    }

    private void rejectsCancelIfUnsupported() {
        RuleCheck check = context().ruleCheck("RC-321", "a cancel, of which the vendor documents none");
        Operation operation = context().operations().get(0);
        check.requireEqual(
                Optional.of(FailureKind.UNSUPPORTED),
                new IsolatedClient(context().provider()).failureOf(check, each -> each.cancel(unknownTask(operation))),
                "a cancel is UNSUPPORTED");
        check.requireEqual(0, context().requests(), "the number of requests at the vendor is right");
        context().notApplicable("the provider declares no cancel");
    }

    @Test
    @DisplayName("RC-322 what a cancel says became of the task is what its status says")
    default void reportsCancelOutcome() {
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isEmpty()) {
            context().notApplicable("the provider declares no cancel");
            return;
        }
        context().eachOperationOnTheWire((operation, vendor) -> {
            cancelsRunningTask(canceller.get(), operation, vendor);
            cancelsFinishedTask(canceller.get(), operation);
            RuleCheck check = context().ruleCheck("RC-322", "a cancel of a task that was never ordered");
            Either<VideoFailure, CancelOutcome> result =
                    context().callPort(check, () -> canceller.get().cancel(unknownTask(operation)));
            check.require(
                    result.isLeft() && result.getLeft().kind() == FailureKind.TASK_NOT_FOUND,
                    "it is TASK_NOT_FOUND",
                    () -> "it is " + result);
        });
    }

    private void cancelsRunningTask(TaskCanceller canceller, Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a task that runs");
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
        TaskRef task = ordered(check, operation);
        CancelOutcome outcome = outcome(check, canceller, task);
        check.require(
                outcome.effect() != CancelOutcome.Effect.ALREADY_FINISHED,
                "it is CANCELLED or REQUESTED",
                () -> "it is " + outcome);
        context().subject().finishTasks();
        check.require(
                outcome.effect() == CancelOutcome.Effect.REQUESTED || !hasVideo(task),
                "a task that is CANCELLED has ended without a video",
                () -> "it has one");
    }

    /** How statuses are read, and whether they throw, is for other rules. */
    private boolean hasVideo(TaskRef task) {
        try {
            return context().poll(task).exists(status -> status instanceof TaskStatus.Succeeded);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private TaskRef ordered(RuleCheck check, Operation operation) {
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
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a task that is finished");
        TaskRef task = ordered(check, operation);
        context().subject().finishTasks();
        check.requireEqual(
                CancelOutcome.Effect.ALREADY_FINISHED,
                outcome(check, canceller, task).effect(),
                "the effect is right");
    }

    private CancelOutcome outcome(RuleCheck check, TaskCanceller canceller, TaskRef task) {
        return context().callPort(check, () -> canceller.cancel(task)).getOrElseGet(failure -> {
            throw check.failed("a cancel that nothing befalls has an outcome", failure.toString());
        });
    }

    private TaskRef unknownTask(Operation operation) {
        return new TaskRef(
                context().provider().id(),
                operation,
                context().resolved(operation).model().id(),
                "never-ordered",
                "0",
                Instant.EPOCH);
    }
}
