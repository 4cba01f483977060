package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule RC-307: a provider reports queued tasks as queued and running tasks as running. */
public interface PendingTaskRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-307 queued and running tasks are reported as such")
    default void reportsProgress() {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-307", "a task that has not ended");
            vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
            TaskRef direct = context().submitted(check, operation);
            requireRunning(polls, check, direct);
            vendor.nextTask().queued(Duration.ofMinutes(5)).running(Duration.ofMinutes(4));
            TaskRef task = context().submitted(check, operation);
            requireQueued(polls, check, vendor, task);
            context().subject().advance(Duration.ofMinutes(4));
            requireQueued(polls, check, vendor, task);
            context().subject().advance(Duration.ofMinutes(1));
            requireRunning(polls, check, task);
            context().subject().advance(Duration.ofMinutes(3));
            requireRunning(polls, check, task);
            context().subject().finishTasks();
            PollSteps.FAULTS.forEach(fault -> reportsProgressAfterFailedPolls(polls, vendor, operation, fault));
            reportsEachPlaceInTheQueue(polls, vendor, operation);
        });
    }

    /** Polls fail while the task is queued, when it has started, and while it runs. */
    private void reportsProgressAfterFailedPolls(PollSteps polls, Simulator vendor, Operation operation, Fault fault) {
        RuleCheck check = context().ruleCheck("RC-307", "a poll after one that met: " + fault);
        vendor.nextTask().queued(Duration.ofMinutes(2)).running(Duration.ofMinutes(2));
        TaskRef task = context().submitted(check, operation);
        requireQueued(polls, check, vendor, task);
        polls.fail(vendor, task, fault);
        requireQueued(polls, check, vendor, task);
        context().subject().advance(Duration.ofMinutes(2));
        polls.fail(vendor, task, fault);
        requireRunning(polls, check, task);
        polls.fail(vendor, task, fault);
        requireRunning(polls, check, task);
        context().subject().finishTasks();
    }

    /** The first task of a queue still waits. */
    private void reportsEachPlaceInTheQueue(PollSteps polls, Simulator vendor, Operation operation) {
        if (!vendor.reportsQueuePosition()) {
            return;
        }
        for (int position : new int[] {12, 1, 0}) {
            RuleCheck check = context().ruleCheck("RC-307", "a queued task with " + position + " tasks before it");
            vendor.nextTask().queued(Duration.ofMinutes(2)).queuePosition(position);
            requireQueued(polls, check, vendor, context().submitted(check, operation));
        }
        context().subject().finishTasks();
    }

    private static void requireRunning(PollSteps polls, RuleCheck check, TaskRef task) {
        polls.statuses(check, task, TaskStatus.Running.class, "a running task is reported as running");
    }

    private static void requireQueued(PollSteps polls, RuleCheck check, Simulator vendor, TaskRef task) {
        polls.statuses(check, task)
                .forEach(status -> check.require(
                        status instanceof TaskStatus.Queued
                                || (status instanceof TaskStatus.Running && !vendor.distinguishesQueuedTasks()),
                        "a queued task is reported as queued, or as running if the vendor does not distinguish",
                        () -> "it is " + status));
    }
}
