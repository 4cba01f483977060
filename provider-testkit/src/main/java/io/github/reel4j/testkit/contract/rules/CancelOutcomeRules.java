package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.TaskEnd;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about the outcome of a cancel, an optional capability: RC-322. */
public interface CancelOutcomeRules extends ContractRuleGroup {

    /** How long a scripted task is queued, and then runs. */
    Duration PHASE = Duration.ofMinutes(5);

    @Test
    @DisplayName("RC-322 the effect of a cancel agrees with the status of the task")
    default void reportsCancelOutcome() {
        Optional<TaskCanceller> canceller = context().provider().canceller();
        if (canceller.isEmpty()) {
            context().notApplicable("the provider has no canceller");
            return;
        }
        PollSteps polls = new PollSteps(context());
        CancelSteps steps = new CancelSteps(context(), polls);
        TaskCanceller second = polls.second().canceller().orElse(canceller.get());
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (TaskCanceller each : List.of(canceller.get(), second)) {
                boolean own = each == canceller.get();
                String by = own ? "" : ", by an instance that did not submit it";
                cancelsQueuedTask(steps, each, operation, vendor, by);
                cancelsRunningTask(steps, each, operation, vendor, by);
                for (TaskEnd end : TaskEnd.values()) {
                    TaskScript unused = end.scriptNextTask(vendor);
                    cancelsEndedTask(steps, each, end, operation, vendor, by);
                }
            }
            reportsUnknownTasks(steps, canceller.get(), operation, vendor);
        });
    }

    private void cancelsQueuedTask(
            CancelSteps steps, TaskCanceller canceller, Operation operation, Simulator vendor, String by) {
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a queued task" + by);
        vendor.nextTask().queued(PHASE).running(PHASE);
        TaskRef task = steps.submittedTask(check, operation);
        CancelOutcome outcome = steps.outcome(check, canceller, task);
        CancelSteps.requireEffect(check, outcome, Set.of(Effect.CANCELLED, Effect.REQUESTED));
        CancelSteps.requireBilling(check, outcome, vendor, Phase.QUEUED);
        steps.followToItsEnd(check, outcome.effect(), vendor, task);
        cancelsAgain(steps, canceller, task, by);
    }

    private void cancelsRunningTask(
            CancelSteps steps, TaskCanceller canceller, Operation operation, Simulator vendor, String by) {
        RuleCheck check = context()
                .ruleCheck(
                        "RC-322",
                        "a cancel of a running task"
                                + (vendor.cancelsRunningTasks() ? "" : ", at a vendor that cancels none") + by);
        vendor.nextTask().queued(Duration.ZERO).running(PHASE);
        TaskRef task = steps.submittedTask(check, operation);
        if (vendor.cancelsRunningTasks()) {
            CancelOutcome outcome = steps.outcome(check, canceller, task);
            CancelSteps.requireEffect(check, outcome, Set.of(Effect.CANCELLED, Effect.REQUESTED));
            CancelSteps.requireBilling(check, outcome, vendor, Phase.RUNNING);
            steps.followToItsEnd(check, outcome.effect(), vendor, task);
            cancelsAgain(steps, canceller, task, by);
            return;
        }
        Either<VideoFailure, CancelOutcome> result =
                context().callPort(check, () -> canceller.cancel(CancelSteps.parsed(task)));
        check.require(
                result.fold(failure -> true, outcome -> outcome.effect() == Effect.NOT_CANCELLABLE),
                "it is NOT_CANCELLABLE, or the cancel fails, because the task goes on",
                () -> "it is " + result);
        result.swap()
                .forEach(
                        failure -> check.requireEqual(Optional.of(task), failure.task(), "the failure names the task"));
        steps.followToItsEnd(check, Effect.NOT_CANCELLABLE, vendor, task);
    }

    private void cancelsAgain(CancelSteps steps, TaskCanceller canceller, TaskRef task, String by) {
        RuleCheck check = context().ruleCheck("RC-322", "a second cancel of a task that was cancelled" + by);
        boolean video = steps.statusOf(check, task) instanceof TaskStatus.Succeeded;
        CancelOutcome outcome = steps.outcome(check, canceller, task);
        CancelSteps.requireEffect(
                check,
                outcome,
                video
                        ? Set.of(Effect.ALREADY_FINISHED)
                        : Set.of(Effect.ALREADY_FINISHED, Effect.CANCELLED, Effect.REQUESTED));
    }

    /** Cancels the task 3 times: before its first poll, after it, and after a cancel. */
    private void cancelsEndedTask(
            CancelSteps steps, TaskCanceller canceller, TaskEnd end, Operation operation, Simulator vendor, String by) {
        TaskRef task = steps.submittedTask(context().ruleCheck("RC-322", "an order"), operation);
        context().subject().finishTasks();
        for (String when : List.of("", " that was polled before", " for the third time")) {
            RuleCheck check = context().ruleCheck("RC-322", "a cancel of a " + end + " task" + when + by);
            CancelOutcome outcome = steps.outcome(check, canceller, task);
            if (end == TaskEnd.CANCELLED) {
                CancelSteps.requireEffect(
                        check, outcome, Set.of(Effect.ALREADY_FINISHED, Effect.CANCELLED, Effect.REQUESTED));
                continue;
            }
            check.requireEqual(Effect.ALREADY_FINISHED, outcome.effect(), "the effect is ALREADY_FINISHED");
            CancelSteps.requireBilling(
                    check, outcome, vendor, end == TaskEnd.FINISHED ? Phase.SUCCEEDED : Phase.FAILED);
            boolean hasVideo = steps.hasVideo(task);
            check.require(
                    hasVideo == (end == TaskEnd.FINISHED),
                    "its status is the same as before",
                    () -> hasVideo ? "it has a video" : "it has no video");
        }
    }

    private void reportsUnknownTasks(
            CancelSteps steps, TaskCanceller canceller, Operation operation, Simulator vendor) {
        RuleCheck never = context().ruleCheck("RC-322", "a cancel of a task that was never submitted");
        TaskRef invented = new TaskRef(
                context().provider().id(),
                operation,
                context().resolved(operation).model().id(),
                "never-submitted",
                "0",
                Instant.EPOCH);
        requireNotFound(never, canceller, invented);
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a task that the vendor has forgotten");
        TaskRef task = steps.submittedTask(check, operation);
        vendor.forgetTasks();
        requireNotFound(check, canceller, task);
    }

    private void requireNotFound(RuleCheck check, TaskCanceller canceller, TaskRef task) {
        Either<VideoFailure, CancelOutcome> result = context().callPort(check, () -> canceller.cancel(task));
        check.require(
                result.isLeft() && result.getLeft().kind() == FailureKind.TASK_NOT_FOUND,
                "it is TASK_NOT_FOUND",
                () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
    }
}
