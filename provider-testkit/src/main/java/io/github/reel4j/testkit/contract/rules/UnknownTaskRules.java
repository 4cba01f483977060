package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about tasks that the vendor does not know: RC-303. */
public interface UnknownTaskRules extends ContractRuleGroup {

    /** Stands for the id of any task. */
    String TASK_ID = "TASK-ID";

    @Test
    @DisplayName("RC-303 an unknown task is TASK_NOT_FOUND with the task")
    @Tag("fault-25")
    default void reportsUnknownTask() {
        PollSteps polls = new PollSteps(context());
        context().eachOperation(operation -> {
            reportsLostTask(polls, operation);
            context().subject().wire().ifPresent(vendor -> reportsForgottenTasks(polls, operation, vendor));
            RuleCheck other = context().ruleCheck("RC-303", "another task, after one that the vendor does not know");
            TaskStatus unused = context().status(other, context().submitted(other, operation));
        });
        // a task that is not visible yet, and then is
        new FaultRounds(context()).each(List.of(), List.of(1, 3), (operation, vendor, times) -> {
            ServerResponse missing = missing(operation, vendor);
            RuleCheck late = context().ruleCheck("RC-303", "a task that becomes visible at poll " + (times + 1));
            TaskRef task = context().submitted(late, operation);
            for (int poll = 0; poll < times; poll++) {
                // a provider may repeat a poll over a new connection if the response does not name the task
                vendor.nextPoll(unknown(missing, task));
                vendor.nextPoll(unknown(missing, task));
                VideoFailure unused = context().expectPollFailure(late, FailureKind.TASK_NOT_FOUND, task);
                vendor.discardFaults();
            }
            TaskStatus unused = context().status(late, task);
        });
    }

    /** Polls a task that the provider has not polled before. The latest order is another one. */
    private void reportsLostTask(PollSteps polls, Operation operation) {
        RuleCheck check =
                context().ruleCheck("RC-303", "a task that the vendor has forgotten, or that was never submitted");
        TaskRef lost = unknown(check, operation);
        TaskRef unused = context().submitted(check, operation);
        requireNotFound(polls, check, lost);
        RuleCheck old = context().ruleCheck("RC-303", "a task that is unknown, 40 days after its order");
        context().subject().advance(Duration.ofDays(40));
        requireNotFound(polls, old, lost);
    }

    /** Polls 2 tasks that the provider knows: one that ran and one that had its video when it was polled last. */
    private void reportsForgottenTasks(PollSteps polls, Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-303", "a task that was polled before the vendor forgot it");
        TaskRef finished = context().submitted(check, operation);
        context().subject().finishTasks();
        polls.pollWithoutCheck(finished);
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
        TaskRef running = context().submitted(check, operation);
        polls.pollWithoutCheck(running);
        vendor.forgetTasks();
        requireNotFound(polls, check, running);
        requireNotFound(polls, check, finished);
    }

    private void requireNotFound(PollSteps polls, RuleCheck check, TaskRef task) {
        StatusTracker own = context().provider().tracker();
        for (StatusTracker tracker : List.of(own, own, own, polls.second().tracker())) {
            Either<VideoFailure, TaskStatus> result = context().callPort(check, () -> tracker.status(task));
            check.require(
                    result.isLeft() && result.getLeft().kind() == FailureKind.TASK_NOT_FOUND,
                    "every poll is TASK_NOT_FOUND, also by another instance",
                    () -> "it is " + result);
            check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
        }
    }

    /** Returns the vendor's response to a poll of a task that it does not know. */
    private ServerResponse missing(Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-303", "a poll of a task, before the vendor forgets it");
        TaskRef task = context().submitted(check, operation);
        TaskStatus unused = context().status(check, task);
        ReceivedRequest poll = check.wire().arrivals(RequestKind.POLL).get(0).request();
        vendor.forgetTasks();
        ServerResponse response = vendor.responseTo(poll);
        String body = new String(response.body(), StandardCharsets.UTF_8).replace(task.id(), TASK_ID);
        return response.body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Fault unknown(ServerResponse missing, TaskRef task) {
        String body = new String(missing.body(), StandardCharsets.UTF_8).replace(TASK_ID, task.id());
        return Fault.response(
                missing.status(), missing.headers().getOrDefault("Content-Type", "application/json"), body);
    }

    /** Returns a task with an id of the vendor, if there is one, because an invented id may have an invalid format. */
    private TaskRef unknown(RuleCheck check, Operation operation) {
        return context()
                .subject()
                .wire()
                .map(vendor -> {
                    TaskRef forgotten = context().submitted(check, operation);
                    vendor.forgetTasks();
                    return forgotten;
                })
                .orElseGet(() -> new TaskRef(
                        context().provider().id(),
                        operation,
                        context().resolved(operation).model().id(),
                        "never-submitted",
                        "0",
                        Instant.EPOCH));
    }
}
