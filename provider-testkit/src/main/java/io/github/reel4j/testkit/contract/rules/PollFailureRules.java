package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.WireLog;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.contract.support.PollFaults;
import io.github.reel4j.testkit.contract.support.RetryAfterHeader;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about polls that fail: RC-303, RC-305, RC-308, RC-310 and RC-315. */
public interface PollFailureRules extends ContractRuleGroup {

    /** Stands for the id of any task. */
    String TASK_ID = "TASK-ID";

    @Test
    @DisplayName("RC-303 an unknown task is TASK_NOT_FOUND with the task")
    @Tag("fault-25")
    default void reportsUnknownTask() {
        RuleCheck check =
                context().ruleCheck("RC-303", "a task that the vendor has forgotten, or that was never submitted");
        context().eachOperation(operation -> {
            TaskRef lost = unknown(check, operation);
            for (int poll = 0; poll < 3; poll++) {
                VideoFailure unused = context().expectPollFailure(check, FailureKind.TASK_NOT_FOUND, lost);
            }
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

    @Test
    @DisplayName("RC-305 a failed poll does not end the task, and makes one request")
    @Tag("fault-8")
    @Tag("fault-22")
    @Tag("fault-32")
    @Tag("fault-39")
    @Tag("fault-40")
    @Tag("fault-130")
    default void toleratesPollFailures() {
        FaultRounds rounds = new FaultRounds(context());
        Map<Operation, TaskRef> tasks = new EnumMap<>(Operation.class);
        rounds.each(PollFaults.CORE, PollFaults.all(), (operation, vendor, fault) -> {
            TaskRef task = tasks.computeIfAbsent(
                    operation, each -> context().submitted(context().ruleCheck("RC-305", "an order"), each));
            RuleCheck check = context().ruleCheck("RC-305", "a poll meets: " + fault);
            vendor.nextPoll(fault.fault());
            Either<VideoFailure, TaskStatus> result =
                    context().callPort(check, () -> context().poll(task));
            List<RecordedRequest> polls = check.wire().arrivals(RequestKind.POLL);
            check.require(
                    polls.size() >= 1 && polls.size() <= fault.maxRequests(),
                    "exactly 1 poll arrives, because core repeats polls",
                    () -> polls.size() + " arrived: " + WireLog.times(polls));
            if (result.isLeft() || (!fault.readable() && polls.size() == 1)) {
                FaultRounds.requireKind(check, result, fault.kinds());
                check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
            }
            check.require(
                    result.isLeft()
                            || !(result.get() instanceof TaskStatus.Failed
                                    || result.get() instanceof TaskStatus.Cancelled),
                    "the task does not end",
                    () -> "it is " + result);
            RuleCheck again = context().ruleCheck("RC-305", "the next poll, after one that met: " + fault);
            TaskStatus unused = context().status(again, task);
            int next = again.wire().arrivals(RequestKind.POLL).size();
            again.require(next == 1, "the next poll makes 1 request", () -> next + " arrived");
            rounds.closeConnections(vendor, task);
        });
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (FaultRounds.isLast(context(), operation)) {
                RuleCheck check = context().ruleCheck("RC-305", "the vendor takes its time to respond to a poll");
                TaskRef task = context().submitted(check, operation);
                RuleCheck slow = context().ruleCheck("RC-305", "the vendor takes its time to respond to a poll");
                vendor.nextPoll(Fault.delay(PollFaults.SLOW));
                TaskStatus unused = context().status(slow, task);
                int polls = slow.wire().arrivals(RequestKind.POLL).size();
                check.require(polls <= 2, "at most 2 requests arrive", () -> polls + " arrived");
                rounds.requireNoLateRequest(slow, vendor, PollFaults.LATE);
            }
        });
        reportsUnreachableVendor();
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

    /** A vendor that cannot be reached for a poll says nothing about the task. */
    private void reportsUnreachableVendor() {
        String nowhere = "http://127.0.0.1:1";
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-305", "no server listens at the base URL of a poll");
            TaskRef task = context().submitted(check, operation);
            StatusTracker offline =
                    context().subject().with(Map.of("base-url", nowhere)).tracker();
            Either<VideoFailure, TaskStatus> result = context().callPort(check, () -> offline.status(task));
            FaultRounds.requireKind(
                    check,
                    result,
                    Set.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_RESPONSE, FailureKind.UNREACHABLE));
            check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
        });
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
        requireDelays("RC-308", 429, Set.of(FailureKind.RATE_LIMITED));
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

    @Test
    @DisplayName("RC-315 an unavailable vendor's delay of Retry-After is kept by a failed poll")
    default void reportsDelayOfUnavailableVendor() {
        requireDelays("RC-315", 503, Set.of(FailureKind.UNAVAILABLE, FailureKind.UNEXPECTED_RESPONSE));
    }

    private void requireDelays(String rule, int status, Set<FailureKind> kinds) {
        List<RetryAfterHeader> headers =
                RetryAfterHeader.all(context().subject().now());
        new FaultRounds(context()).each(List.of(RetryAfterHeader.SECONDS), headers, (operation, vendor, header) -> {
            TaskRef task = context().submitted(context().ruleCheck(rule, "an order"), operation);
            RuleCheck check = context().ruleCheck(rule, "the response to a poll is " + status + " with " + header);
            vendor.nextPoll(header.on(status));
            Either<VideoFailure, TaskStatus> result =
                    context().callPort(check, () -> context().poll(task));
            FaultRounds.requireKind(check, result, kinds);
            VideoFailure failure = FaultRounds.requireTask(check, result, task);
            check.require(
                    header.allows(failure.retryAfter()),
                    "the failure has " + header.expected(),
                    () -> "its delay is " + failure.retryAfter());
            check.requireEqual(1, check.wire().arrivals(RequestKind.POLL).size(), "the number of polls that arrive");
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
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(
                List.of(Fault.http(401)),
                List.of(Fault.emptyBody(401), Fault.http(401).header("WWW-Authenticate", "Bearer")),
                (operation, vendor, fault) -> {
                    TaskRef task = context().submitted(check, operation);
                    for (int poll = 0; poll < 2; poll++) {
                        RuleCheck each = context().ruleCheck("RC-310", "a poll meets: " + fault);
                        vendor.nextPoll(fault);
                        VideoFailure unused = context().expectPollFailure(each, FailureKind.AUTHENTICATION, task);
                        check.requireEqual(
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
