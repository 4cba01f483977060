package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about polls with a rejected key: RC-310. */
public interface RejectedKeyRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-310 a poll with a rejected key is AUTHENTICATION with the task")
    @Tag("fault-23")
    default void reportsRejectedKey() {
        RuleCheck check = context().ruleCheck("RC-310", "the response to a poll is 401");
        StatusTracker own = context().provider().tracker();
        StatusTracker another = new PollSteps(context()).second().tracker();
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(
                List.of(Fault.http(401)),
                List.of(Fault.emptyBody(401), Fault.http(401).header("WWW-Authenticate", "Bearer")),
                (operation, vendor, fault) -> {
                    TaskRef task = context().submitted(check, operation);
                    for (StatusTracker tracker : List.of(own, own, another, another)) {
                        RuleCheck each = context()
                                .ruleCheck(
                                        "RC-310",
                                        "a poll" + (tracker == own ? "" : ", by an instance that did not submit it,")
                                                + " meets: " + fault);
                        vendor.nextPoll(fault);
                        Either<VideoFailure, TaskStatus> result = context().callPort(each, () -> tracker.status(task));
                        FaultRounds.requireKind(each, result, Set.of(FailureKind.AUTHENTICATION));
                        each.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
                        each.requireEqual(
                                1, each.wire().arrivals(RequestKind.POLL).size(), "the number of polls that arrive");
                    }
                    RuleCheck after = context().ruleCheck("RC-310", "the next poll, when the key is valid again");
                    TaskStatus unused = context().status(after, task);
                });
        context()
                .eachFaultyResultOnTheWire(
                        "RC-310",
                        Fault.http(401),
                        (each, task) -> context().expectPollFailure(each, FailureKind.AUTHENTICATION, task));
    }
}
