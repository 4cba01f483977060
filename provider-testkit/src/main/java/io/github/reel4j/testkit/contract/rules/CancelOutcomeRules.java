package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
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
        TaskCanceller second = polls.second().canceller().orElse(canceller.get());
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (TaskCanceller each : List.of(canceller.get(), second)) {
                boolean own = each == canceller.get();
                String by = own ? "" : ", by an instance that did not submit it";
                cancelsQueuedTask(polls, each, operation, vendor, by);
                cancelsRunningTask(polls, each, operation, vendor, by);
                cancelsEndedTasks(each, operation, vendor, by);
            }
            reportsUnknownTasks(canceller.get(), operation, vendor);
        });
    }

    private void cancelsQueuedTask(
            PollSteps polls, TaskCanceller canceller, Operation operation, Simulator vendor, String by) {
        RuleCheck check = context().ruleCheck("RC-322", "a cancel of a queued task" + by);
        vendor.nextTask().queued(PHASE).running(PHASE);
        TaskRef task = submittedTask(check, operation);
        CancelOutcome outcome = outcome(check, canceller, task);
        requireEffect(check, outcome, Set.of(Effect.CANCELLED, Effect.REQUESTED));
        requireBilling(check, outcome, vendor, Phase.QUEUED);
        followToItsEnd(polls, check, outcome.effect(), vendor, task);
        cancelsAgain(canceller, task, by);
    }

    private void cancelsRunningTask(
            PollSteps polls, TaskCanceller canceller, Operation operation, Simulator vendor, String by) {
        RuleCheck check = context()
                .ruleCheck(
                        "RC-322",
                        "a cancel of a running task"
                                + (vendor.cancelsRunningTasks() ? "" : ", at a vendor that cancels none") + by);
        vendor.nextTask().queued(Duration.ZERO).running(PHASE);
        TaskRef task = submittedTask(check, operation);
        if (vendor.cancelsRunningTasks()) {
            CancelOutcome outcome = outcome(check, canceller, task);
            requireEffect(check, outcome, Set.of(Effect.CANCELLED, Effect.REQUESTED));
            requireBilling(check, outcome, vendor, Phase.RUNNING);
            followToItsEnd(polls, check, outcome.effect(), vendor, task);
            cancelsAgain(canceller, task, by);
            return;
        }
        Either<VideoFailure, CancelOutcome> result = context().callPort(check, () -> canceller.cancel(parsed(task)));
        check.require(
                result.fold(failure -> true, outcome -> outcome.effect() == Effect.NOT_CANCELLABLE),
                "it is NOT_CANCELLABLE, or the cancel fails, because the task goes on",
                () -> "it is " + result);
        result.swap()
                .forEach(
                        failure -> check.requireEqual(Optional.of(task), failure.task(), "the failure names the task"));
        followToItsEnd(polls, check, Effect.NOT_CANCELLABLE, vendor, task);
    }

    /** Polls the task immediately after the cancel and after the time at which it would have ended. */
    private void followToItsEnd(PollSteps polls, RuleCheck check, Effect effect, Simulator vendor, TaskRef task) {
        TaskStatus now = statusOf(check, task);
        check.require(
                effect != Effect.CANCELLED || PollSteps.hasEnded(now),
                "a CANCELLED task has ended",
                () -> "its status is " + now);
        context().subject().finishTasks();
        context().subject().finishTasks();
        TaskStatus end = statusOf(check, task);
        check.require(PollSteps.hasEnded(end), "a cancelled task ends", () -> "it is still " + end);
        if (effect == Effect.CANCELLED) {
            check.require(
                    !(end instanceof TaskStatus.Succeeded),
                    "a CANCELLED task has ended without a video",
                    () -> "it has one");
        }
        if (effect == Effect.NOT_CANCELLABLE) {
            check.require(end instanceof TaskStatus.Succeeded, "a task that goes on has a video", () -> "it is " + end);
        }
        if (!(end instanceof TaskStatus.Succeeded)) {
            requireReason(polls, check, vendor, task);
        }
    }

    /** A task that the program cancelled is reported like one that someone else cancelled. */
    private static void requireReason(PollSteps polls, RuleCheck check, Simulator vendor, TaskRef task) {
        for (Either<VideoFailure, TaskStatus> result : polls.results(check, task)) {
            check.require(
                    result.isRight()
                            && (result.get() instanceof TaskStatus.Cancelled
                                    || (result.get() instanceof TaskStatus.Failed && !vendor.reportsCancelled())),
                    "its status is cancelled, or failed if the vendor does not distinguish",
                    () -> "it is " + result);
        }
    }

    private TaskStatus statusOf(RuleCheck check, TaskRef task) {
        return context().status(check, task);
    }

    private void cancelsAgain(TaskCanceller canceller, TaskRef task, String by) {
        RuleCheck check = context().ruleCheck("RC-322", "a second cancel of a task that was cancelled" + by);
        boolean video = statusOf(check, task) instanceof TaskStatus.Succeeded;
        CancelOutcome outcome = outcome(check, canceller, task);
        requireEffect(
                check,
                outcome,
                video
                        ? Set.of(Effect.ALREADY_FINISHED)
                        : Set.of(Effect.ALREADY_FINISHED, Effect.CANCELLED, Effect.REQUESTED));
    }

    private void cancelsEndedTasks(TaskCanceller canceller, Operation operation, Simulator vendor, String by) {
        for (String end : List.of("finished", "failed", "cancelled")) {
            RuleCheck check = context().ruleCheck("RC-322", "a cancel of a " + end + " task" + by);
            switch (end) {
                case "failed" -> vendor.nextTask().fails(context().failureCode(), "No herons at dawn");
                case "cancelled" -> vendor.nextTask().isCancelled();
                default -> vendor.nextTask().succeeds();
            }
            TaskRef task = submittedTask(check, operation);
            context().subject().finishTasks();
            CancelOutcome outcome = outcome(check, canceller, task);
            if (end.equals("cancelled")) {
                requireEffect(check, outcome, Set.of(Effect.ALREADY_FINISHED, Effect.CANCELLED, Effect.REQUESTED));
                continue;
            }
            check.requireEqual(Effect.ALREADY_FINISHED, outcome.effect(), "the effect is ALREADY_FINISHED");
            boolean hasVideo = hasVideo(task);
            check.require(
                    hasVideo == end.equals("finished"),
                    "its status is the same as before",
                    () -> hasVideo ? "it has a video" : "it has no video");
        }
    }

    /** Other rules test how statuses are read and that polls do not throw. */
    private boolean hasVideo(TaskRef task) {
        try {
            return context().poll(task).exists(status -> status instanceof TaskStatus.Succeeded);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void reportsUnknownTasks(TaskCanceller canceller, Operation operation, Simulator vendor) {
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
        TaskRef task = submittedTask(check, operation);
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

    private static void requireEffect(RuleCheck check, CancelOutcome outcome, Set<Effect> allowed) {
        check.require(
                allowed.contains(outcome.effect()),
                "the effect is one of " + allowed.stream().sorted().toList(),
                () -> "it is " + outcome);
    }

    private static void requireBilling(RuleCheck check, CancelOutcome outcome, Simulator vendor, Phase before) {
        vendor.billingOfCancel(before)
                .ifPresent(stated -> check.require(
                        outcome.billingStatus() == BillingStatus.UNKNOWN || outcome.billingStatus() == stated,
                        "the billing status is " + stated + ", as the vendor says, or UNKNOWN",
                        () -> "it is " + outcome.billingStatus()));
    }

    private CancelOutcome outcome(RuleCheck check, TaskCanceller canceller, TaskRef task) {
        CancelOutcome outcome = context()
                .callPort(check, () -> canceller.cancel(parsed(task)))
                .getOrElseGet(failure -> {
                    throw check.failed("a cancel without a fault succeeds", failure.toString());
                });
        check.require(
                check.wire().arrivals(RequestKind.CANCEL).size() <= 2,
                "each cancel is sent once",
                () -> "it is sent " + check.wire().arrivals(RequestKind.CANCEL).size() + " times");
        return outcome;
    }

    private static TaskRef parsed(TaskRef task) {
        return TaskRef.parse(task.toString());
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
}
