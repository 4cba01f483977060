package io.github.reel4j.testkit.contract.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.JsonNodeMapper;
import io.github.reel4j.testkit.contract.support.ResponseRecorder;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about the position of a task in the queue: RC-312. */
public interface QueuePositionRules extends ContractRuleGroup {

    /** A number that no other value of a response has. */
    int LONG_QUEUE = 41_972;

    @Test
    @DisplayName("RC-312 a queued task has the position that the vendor reports")
    default void reportsQueuePosition() {
        PollSteps polls = new PollSteps(context());
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (!vendor.reportsQueuePosition()) {
                context().notApplicable("the vendor documents no queue position");
                return;
            }
            for (int position : List.of(0, 1, 7, 2, LONG_QUEUE)) {
                RuleCheck check = context()
                        .ruleCheck("RC-312", "the vendor reports that it starts " + position + " tasks before");
                vendor.nextTask().queued(Duration.ofMinutes(5)).queuePosition(position);
                TaskRef task = context().submitted(check, operation);
                for (TaskStatus status : polls.statuses(check, task)) {
                    requirePosition(check, status, OptionalInt.of(position));
                }
                if (position == LONG_QUEUE) {
                    reportsChangedPosition(vendor, task);
                }
            }
            context().subject().finishTasks();
        });
    }

    private static void requirePosition(RuleCheck check, TaskStatus status, OptionalInt position) {
        check.require(!(status instanceof TaskStatus.Running), "it is not reported as running", () -> "it is");
        if (status instanceof TaskStatus.Queued queued) { // RC-307 requires it
            check.requireEqual(position, queued.position(), "the status has this queue position");
        }
    }

    /** The response has the position, or the number of the task if the vendor counts from 1. */
    private void reportsChangedPosition(Simulator vendor, TaskRef task) {
        ResponseRecorder sent = ResponseRecorder.of(vendor, RequestKind.POLL);
        for (int change : List.of(-11, 13, -LONG_QUEUE, 0)) {
            RuleCheck moved = context()
                    .ruleCheck("RC-312", "the position of a task in the queue changes to " + (LONG_QUEUE + change));
            sent.change(response -> withPosition(response, change));
            requirePosition(moved, context().status(moved, task), OptionalInt.of(LONG_QUEUE + change));
        }
        RuleCheck check = context().ruleCheck("RC-312", "the vendor reports no position");
        sent.change(response -> JsonNodeMapper.remove(response, QueuePositionRules::isLongQueue));
        TaskStatus status = context().status(check, task);
        if (status instanceof TaskStatus.Queued queued) {
            check.requireEqual(OptionalInt.empty(), queued.position(), "the status has no queue position");
        }
        sent.restore();
    }

    private static boolean isLongQueue(JsonNode value) {
        return value.asInt() == LONG_QUEUE || value.asInt() == LONG_QUEUE + 1;
    }

    private static ServerResponse withPosition(ServerResponse response, int change) {
        String text = JsonNodeMapper.text(response);
        for (int number : List.of(LONG_QUEUE, LONG_QUEUE + 1)) {
            if (text.contains(String.valueOf(number))) {
                String changed = text.replace(String.valueOf(number), String.valueOf(number + change));
                return response.body(changed.getBytes(StandardCharsets.UTF_8));
            }
        }
        return response;
    }
}
