package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import io.vavr.control.Either;
import java.util.Set;

/** Cancels tasks, and compares the outcome with their later statuses. */
final class CancelSteps {

    private final ContractContext context;
    private final PollSteps polls;

    CancelSteps(ContractContext context, PollSteps polls) {
        this.context = context;
        this.polls = polls;
    }

    /** Polls the task immediately after the cancel and after the time at which it would have ended. */
    void followToItsEnd(RuleCheck check, Effect effect, Simulator vendor, TaskRef task) {
        TaskStatus now = statusOf(check, task);
        check.require(
                effect != Effect.CANCELLED || PollSteps.hasEnded(now),
                "a CANCELLED task has ended",
                () -> "its status is " + now);
        context.subject().finishTasks();
        context.subject().finishTasks();
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
            requireReason(check, vendor, task);
        }
    }

    /** A task that the program cancelled is reported like one that someone else cancelled. */
    private void requireReason(RuleCheck check, Simulator vendor, TaskRef task) {
        for (Either<VideoFailure, TaskStatus> result : polls.results(check, task)) {
            check.require(
                    result.isRight()
                            && (result.get() instanceof TaskStatus.Cancelled
                                    || (result.get() instanceof TaskStatus.Failed && !vendor.reportsCancelled())),
                    "its status is cancelled, or failed if the vendor does not distinguish",
                    () -> "it is " + result);
        }
    }

    TaskStatus statusOf(RuleCheck check, TaskRef task) {
        return context.status(check, task);
    }

    static void requireEffect(RuleCheck check, CancelOutcome outcome, Set<Effect> allowed) {
        check.require(
                allowed.contains(outcome.effect()),
                "the effect is one of " + allowed.stream().sorted().toList(),
                () -> "it is " + outcome);
    }

    /** Before a cancel is confirmed, it is unknown whether the task is billed. */
    static void requireBilling(RuleCheck check, CancelOutcome outcome, Simulator vendor, Phase before) {
        boolean open = outcome.effect() == Effect.REQUESTED;
        vendor.billingOfCancel(before)
                .ifPresent(stated -> check.require(
                        outcome.billingStatus() == stated || (open && outcome.billingStatus() == BillingStatus.UNKNOWN),
                        "the billing status is " + stated + ", as the vendor says"
                                + (open ? ", or UNKNOWN because the task may go on" : ""),
                        () -> "it is " + outcome.billingStatus()));
    }

    CancelOutcome outcome(RuleCheck check, TaskCanceller canceller, TaskRef task) {
        return context.callPort(check, () -> canceller.cancel(parsed(task))).getOrElseGet(failure -> {
            throw check.failed("a cancel without a fault succeeds", failure.toString());
        });
    }

    static TaskRef parsed(TaskRef task) {
        return TaskRef.parse(task.toString());
    }

    TaskRef submittedTask(RuleCheck check, Operation operation) {
        TaskRef returned = context.submitted(check, operation);
        return new TaskRef(
                returned.provider(),
                returned.operation(),
                returned.endpoint(),
                CallbackScenario.lastOrder(context, returned),
                returned.fingerprint(),
                returned.submittedAt());
    }

    /** Other rules test how statuses are read and that polls do not throw. */
    boolean hasVideo(TaskRef task) {
        try {
            return context.poll(task).exists(status -> status instanceof TaskStatus.Succeeded);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
