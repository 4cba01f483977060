package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about tasks that were cancelled at the vendor: RC-311. */
public interface CancelledTaskRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-311 a task that was cancelled at the vendor is a cancelled status, if the vendor reports it")
    default void reportsCancellation() {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-311", "a task that someone else cancelled at the vendor");
            vendor.nextTask().isCancelled();
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            if (!vendor.reportsCancelled()) {
                requireEnded(polls, check, task);
                context().notApplicable("the vendor documents no status for cancelled tasks");
                return;
            }
            requireCancelled(polls, check, operation, task);
            context().subject().advance(Duration.ofMinutes(30)); // some vendors forget tasks after 1 hour
            requireCancelled(polls, check, operation, task);
            RuleCheck early =
                    context().ruleCheck("RC-311", "a task that someone else cancelled immediately after a poll");
            vendor.nextTask()
                    .queued(Duration.ofMinutes(5))
                    .running(Duration.ZERO)
                    .isCancelled();
            TaskRef waiting = context().submitted(early, operation);
            polls.requireUnfinished(early, waiting);
            context().subject().advance(Duration.ofMinutes(5));
            polls.fail(vendor, waiting, Fault.connectionReset());
            requireCancelled(polls, early, operation, waiting);
            RuleCheck late = context().ruleCheck("RC-311", "a task that someone else cancelled while it ran");
            vendor.nextTask()
                    .queued(Duration.ZERO)
                    .running(Duration.ofMinutes(5))
                    .isCancelled();
            TaskRef running = context().submitted(late, operation);
            polls.requireUnfinished(late, running);
            context().subject().advance(Duration.ofMinutes(5));
            requireCancelled(polls, late, operation, running);
        });
    }

    private static void requireEnded(PollSteps polls, RuleCheck check, TaskRef task) {
        polls.results(check, task)
                .forEach(result -> check.require(
                        result.isRight()
                                && PollSteps.failure(result.get()).findAny().isPresent(),
                        "it is reported as failed or cancelled, as the vendor does",
                        () -> "it is " + result));
    }

    private static void requireCancelled(PollSteps polls, RuleCheck check, Operation operation, TaskRef task) {
        polls.statuses(check, task, TaskStatus.Cancelled.class, "the status of " + operation + " is cancelled")
                .forEach(status -> {
                    check.requireEqual(FailureKind.CANCELLED, status.failure().kind(), "the kind is CANCELLED");
                    check.requireEqual(Optional.of(task), status.failure().task(), "the failure names the task");
                    check.require(
                            !status.failure().message().isBlank(), "the failure has a message", () -> "it has none");
                });
    }
}
