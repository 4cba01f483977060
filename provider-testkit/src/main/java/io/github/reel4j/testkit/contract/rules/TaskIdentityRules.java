package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ForeignResponses;
import io.github.reel4j.testkit.contract.support.TaskEnd;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about responses that are about another task: RC-316. */
public interface TaskIdentityRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-316 a response about another task is not believed, if the vendor's responses name the task")
    default void believesNoResponseAboutAnotherTask() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (!vendor.pollsNameTheTask()) {
                context().notApplicable("the vendor's responses to polls do not name the task");
                return;
            }
            TaskEnd.distinguishedBy(vendor).forEach(end -> believesNoForeignEnd(vendor, operation, end));
        });
    }

    private void believesNoForeignEnd(Simulator vendor, Operation operation, TaskEnd end) {
        RuleCheck check = context().ruleCheck("RC-316", "2 tasks of which one is " + end);
        vendor.nextTask().queued(Duration.ofHours(2));
        TaskRef waiting = context().submitted(check, operation);
        TaskScript unused = end.scriptNextTask(vendor);
        TaskRef ended = context().submitted(check, operation);
        context().subject().finishTasks();
        Optional<ServerResponse> response = responseAbout(vendor, ended);
        if (response.isEmpty() || responseAbout(vendor, waiting).isEmpty()) {
            return; // some responses about tasks of this operation do not name the task
        }
        requireUnfinished(vendor, waiting, response.get(), "another task that is " + end);
        for (String similar : ForeignResponses.similarTo(waiting.id())) {
            requireUnfinished(
                    vendor,
                    waiting,
                    ForeignResponses.renamed(response.get(), ended.id(), similar),
                    "a task that is " + end + ", and whose id is " + similar + " instead of " + waiting.id());
        }
    }

    /** Returns the vendor's response to the first request of a poll, if it names the task. */
    private Optional<ServerResponse> responseAbout(Simulator vendor, TaskRef task) {
        RuleCheck check = context().ruleCheck("RC-316", "a poll of the other task");
        TaskStatus unused = context().status(check, task);
        ReceivedRequest poll = check.wire().arrivals(RequestKind.POLL).get(0).request();
        return Optional.of(vendor.responseTo(poll))
                .filter(response -> JsonValueReplacer.contains(response.body(), task.id()));
    }

    /** Several polls in succession get the response. A provider may repeat each of their requests. */
    private void requireUnfinished(Simulator vendor, TaskRef waiting, ServerResponse foreign, String about) {
        RuleCheck check = context().ruleCheck("RC-316", "several polls get a response about " + about);
        vendor.changeResponses(RequestKind.POLL, response -> foreign);
        for (int poll = 0; poll < 3; poll++) {
            Either<VideoFailure, TaskStatus> result =
                    context().callPort(check, () -> context().poll(waiting));
            check.require(
                    result.isLeft() || !PollSteps.hasEnded(result.get()),
                    "the task is not reported as ended",
                    () -> "it is " + result);
        }
        vendor.changeResponses(RequestKind.POLL, response -> response);
        RuleCheck own = context().ruleCheck("RC-316", "a poll after responses about " + about);
        TaskStatus status = context().status(own, waiting);
        own.require(!PollSteps.hasEnded(status), "the task has not ended", () -> "it is " + status);
    }
}
