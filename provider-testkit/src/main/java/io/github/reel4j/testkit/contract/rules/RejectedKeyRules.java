package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ProxyPages;
import io.github.reel4j.testkit.contract.support.SubmitErrorResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about polls with a rejected key: RC-310. */
public interface RejectedKeyRules extends ContractRuleGroup {

    /** Returns 401 with each body that is not the vendor's error, because any server on the way may check the key. */
    private static List<Fault> forms() {
        Stream<Fault> bodies = Stream.of(
                Fault.emptyBody(401),
                Fault.http(401).header("WWW-Authenticate", "Bearer"),
                Fault.page(401),
                Fault.text(401),
                new SubmitErrorResponse(401, SubmitErrorResponse.Body.OTHER_JSON).fault(),
                new SubmitErrorResponse(401, SubmitErrorResponse.Body.TRUNCATED_ERROR).fault());
        return Stream.concat(bodies, ProxyPages.of(401).stream()).toList();
    }

    @Test
    @DisplayName("RC-310 a poll with a rejected key is AUTHENTICATION with the task")
    @Tag("fault-23")
    default void reportsRejectedKey() {
        RuleCheck check = context().ruleCheck("RC-310", "the response to a poll is 401");
        StatusTracker own = context().provider().tracker();
        StatusTracker another = new PollSteps(context()).second().tracker();
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(List.of(Fault.http(401)), forms(), (operation, vendor, fault) -> {
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
                each.requireEqual(1, each.wire().arrivals(RequestKind.POLL).size(), "the number of polls that arrive");
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
