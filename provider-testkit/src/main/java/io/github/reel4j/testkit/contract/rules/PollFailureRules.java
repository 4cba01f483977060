package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.WireLog;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about polls that fail: RC-303, RC-305, RC-308 and RC-310. */
public interface PollFailureRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-303 an unknown task is TASK_NOT_FOUND with the task")
    @Tag("fault-25")
    default void reportsUnknownTask() {
        RuleCheck check =
                context().ruleCheck("RC-303", "a task that the vendor has forgotten, or that was never submitted");
        context().eachOperation(operation -> {
            context().expectPollFailure(check, FailureKind.TASK_NOT_FOUND, unknown(check, operation));
        });
    }

    @Test
    @DisplayName("RC-305 a failed poll does not end the task, and makes one request")
    @Tag("fault-8")
    @Tag("fault-22")
    @Tag("fault-32")
    @Tag("fault-39")
    @Tag("fault-40")
    @Tag("fault-130")
    default void toleratesPollFailures() {
        for (Fault fault : List.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.cutBody(),
                Fault.garbage(),
                Fault.html(),
                Fault.emptyBody(),
                Fault.http(400),
                Fault.http(408),
                Fault.http(500),
                Fault.http(503),
                Fault.page(404))) {
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck check = context().ruleCheck("RC-305", "a poll meets: " + fault);
                TaskRef task = context().submitted(check, operation);
                vendor.nextPoll(fault);
                Either<VideoFailure, TaskStatus> result =
                        context().callPort(check, () -> context().poll(task));
                List<RecordedRequest> polls = check.wire().arrivals(RequestKind.POLL);
                check.require(
                        polls.size() == 1,
                        "exactly 1 poll arrives, because core repeats polls",
                        () -> polls.size() + " arrived: " + WireLog.times(polls));
                requireTransient(check, result, task);
            });
        }
        // a document may define the meaning of 400, 422 or 500 at the path of a result; these faults have none
        for (Fault fault : List.of(
                Fault.connectionReset(),
                Fault.cutBody(),
                Fault.html(),
                Fault.emptyBody(),
                Fault.http(408),
                Fault.http(503),
                Fault.page(404))) {
            context()
                    .eachFaultyResultOnTheWire(
                            "RC-305",
                            fault,
                            (check, task) -> requireTransient(
                                    check,
                                    context().callPort(check, () -> context().poll(task)),
                                    task));
        }
    }

    private static void requireTransient(RuleCheck check, Either<VideoFailure, TaskStatus> result, TaskRef task) {
        List<FailureKind> transientKinds = List.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_RESPONSE);
        check.require(
                result.isLeft() && transientKinds.contains(result.getLeft().kind()),
                "it is UNAVAILABLE or UNEXPECTED_RESPONSE",
                () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-308 a rate-limited poll is RATE_LIMITED with the delay of Retry-After")
    default void reportsPollRateLimit() {
        Fault limit = Fault.http(429).retryAfter("9");
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-308", "the response to a poll is 429 with Retry-After: 9");
            TaskRef task = context().submitted(check, operation);
            vendor.nextPoll(limit);
            requireLimited(check, task);
        });
        context().eachFaultyResultOnTheWire("RC-308", limit, this::requireLimited);
        Instant date = context().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        LocaleAndZone.inEach(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck dated =
                        context().ruleCheck("RC-308", "the response to a poll is " + fault + ", 90 s from now");
                TaskRef task = context().submitted(dated, operation);
                vendor.nextPoll(fault);
                context().requireWait(dated, context().expectPollFailure(dated, FailureKind.RATE_LIMITED, task));
            });
        });
    }

    private void requireLimited(RuleCheck check, TaskRef task) {
        VideoFailure failure = context().expectPollFailure(check, FailureKind.RATE_LIMITED, task);
        check.requireEqual(Optional.of(Duration.ofSeconds(9)), failure.retryAfter(), "the failure has the delay");
    }

    @Test
    @DisplayName("RC-310 a poll with a rejected key is AUTHENTICATION with the task")
    @Tag("fault-23")
    default void reportsRejectedKey() {
        RuleCheck check = context().ruleCheck("RC-310", "the response to a poll is 401");
        context().eachOperationOnTheWire((operation, vendor) -> {
            TaskRef task = context().submitted(check, operation);
            vendor.nextPoll(Fault.http(401));
            context().expectPollFailure(check, FailureKind.AUTHENTICATION, task);
        });
        context()
                .eachFaultyResultOnTheWire(
                        "RC-310",
                        Fault.http(401),
                        (each, task) -> context().expectPollFailure(each, FailureKind.AUTHENTICATION, task));
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
