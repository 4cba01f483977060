package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
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
            for (boolean fails : List.of(false, true)) {
                RuleCheck check = context()
                        .ruleCheck(
                                "RC-316",
                                "a poll gets the response about another task that has "
                                        + (fails ? "failed" : "succeeded"));
                vendor.nextTask().queued(Duration.ofHours(2));
                TaskRef waiting = context().submitted(check, operation);
                if (fails) {
                    context().subject().nextTaskFails(context().failureCode(), "another task failed");
                }
                TaskRef ended = context().submitted(check, operation);
                context().subject().finishTasks();
                RuleCheck other = context().ruleCheck("RC-316", "a poll of the other task");
                TaskStatus unused = context().status(other, ended);
                ReceivedRequest poll =
                        other.wire().arrivals(RequestKind.POLL).get(0).request();
                ServerResponse response = vendor.responseTo(poll);
                if (!JsonValueReplacer.contains(response.body(), ended.id())) {
                    return; // the vendor does not name the task of this operation
                }
                RuleCheck believed = context()
                        .ruleCheck(
                                "RC-316",
                                "a poll gets the response about another task that has "
                                        + (fails ? "failed" : "succeeded"));
                vendor.nextPoll(Fault.response(response.status(), "application/json", response.body()));
                Either<VideoFailure, TaskStatus> result =
                        context().callPort(believed, () -> context().poll(waiting));
                believed.require(
                        result.isLeft() || !isEnd(result.get()),
                        "the task is not reported as ended",
                        () -> "it is " + result);
                vendor.discardFaults();
            }
        });
    }

    private static boolean isEnd(TaskStatus status) {
        return status instanceof TaskStatus.Succeeded
                || status instanceof TaskStatus.Failed
                || status instanceof TaskStatus.Cancelled;
    }
}
