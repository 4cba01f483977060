package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.testkit.contract.engine.ReceivedRequestLog;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.PollFaults;
import io.github.reel4j.testkit.contract.support.PollFaults.PollFault;
import io.github.reel4j.testkit.contract.support.TaskEnd;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.vavr.control.Either;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract rule about polls that fail: RC-305. */
public interface PollFailureRules extends ContractRuleGroup {

    /** A task and the instance of the provider that polls it. */
    record PolledTask(TaskRef task, StatusTracker tracker) {

        Either<VideoFailure, TaskStatus> poll() {
            return tracker.status(task);
        }
    }

    /** Tasks of which one after the other is polled. */
    record TasksInTurn(List<PolledTask> tasks, AtomicInteger polls) {

        PolledTask next() {
            return tasks.get(polls.getAndIncrement() % tasks.size());
        }
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
        PollSteps polls = new PollSteps(context());
        Map<Operation, TasksInTurn> tasks = new EnumMap<>(Operation.class);
        rounds.each(PollFaults.CORE, PollFaults.all(), (operation, vendor, fault) -> {
            TasksInTurn inTurn = tasks.computeIfAbsent(operation, each -> tasksInTurn(polls, each));
            toleratesFault(rounds, inTurn.next(), vendor, fault);
        });
        context().eachOperationOnTheWire((operation, vendor) -> {
            believesNoTruncatedEnd(operation, vendor);
            if (FaultRounds.isLast(context(), operation)) {
                toleratesSlowResponse(rounds, operation, vendor);
            }
        });
        reportsUnreachableVendor();
        toleratesFaultyResults();
    }

    /** Faults meet 2 tasks of one instance and 1 of another in turn, so that no failure is about the latest task. */
    private TasksInTurn tasksInTurn(PollSteps polls, Operation operation) {
        RuleCheck check = context().ruleCheck("RC-305", "an order");
        StatusTracker own = context().provider().tracker();
        return new TasksInTurn(
                List.of(
                        new PolledTask(context().submitted(check, operation), own),
                        new PolledTask(context().submitted(check, operation), own),
                        new PolledTask(
                                context().submitted(check, operation),
                                polls.second().tracker())),
                new AtomicInteger());
    }

    private void toleratesFault(FaultRounds rounds, PolledTask polled, Simulator vendor, PollFault fault) {
        TaskRef task = polled.task();
        RuleCheck check = context().ruleCheck("RC-305", "a poll meets: " + fault);
        vendor.nextPoll(fault.fault());
        Either<VideoFailure, TaskStatus> result = context().callPort(check, polled::poll);
        List<RecordedRequest> requests = check.wire().arrivals(RequestKind.POLL);
        check.require(
                requests.size() >= 1 && requests.size() <= fault.maxRequests(),
                "exactly 1 poll arrives, because core repeats polls",
                () -> requests.size() + " arrived: " + ReceivedRequestLog.times(requests));
        if (result.isLeft() || (!fault.readable() && requests.size() == 1)) {
            FaultRounds.requireKind(check, result, fault.kinds());
            check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
        }
        check.require(
                result.isLeft()
                        || !(result.get() instanceof TaskStatus.Failed || result.get() instanceof TaskStatus.Cancelled),
                "the task does not end",
                () -> "it is " + result);
        RuleCheck again = context().ruleCheck("RC-305", "the next poll, after one that met: " + fault);
        Either<VideoFailure, TaskStatus> next = context().callPort(again, polled::poll);
        again.require(next.isRight(), "the next poll returns a status", () -> "it is " + next);
        int requestsOfNext = again.wire().arrivals(RequestKind.POLL).size();
        again.require(requestsOfNext == 1, "the next poll makes 1 request", () -> requestsOfNext + " arrived");
        rounds.closeConnections(vendor, polled::poll);
    }

    /** A poll that fails is not reported as the status of an earlier poll. */
    private void repeatsNoEnd(RuleCheck check, Simulator vendor, TaskRef task) {
        Either<VideoFailure, TaskStatus> unused =
                context().callPort(check, () -> context().poll(task));
        for (Fault fault : List.of(Fault.http(503), Fault.connectionReset(), Fault.http(304), Fault.http(409))) {
            RuleCheck failing =
                    context().ruleCheck("RC-305", "a poll of a task whose end was reported meets: " + fault);
            vendor.nextPoll(fault);
            vendor.nextPoll(fault); // a provider may repeat a poll that an old connection ended
            VideoFailure failure = FaultRounds.requireTask(
                    failing, context().callPort(failing, () -> context().poll(task)), task);
            failing.require(
                    failure.kind() != FailureKind.TASK_NOT_FOUND, "the task still exists", () -> "it is " + failure);
            vendor.discardFaults();
        }
    }

    /** A response that ends in the middle is not read, even if it is about a task that has ended. */
    private void believesNoTruncatedEnd(Operation operation, Simulator vendor) {
        for (TaskEnd end : TaskEnd.values()) {
            RuleCheck check = context().ruleCheck("RC-305", "half of a response about a " + end + " task");
            TaskScript unused = end.scriptNextTask(vendor);
            TaskRef task = context().submitted(check, operation);
            context().subject().finishTasks();
            FaultCatalog.truncatedBodies().forEach(fault -> {
                vendor.nextPoll(fault);
                requireTransient(
                        check, context().callPort(check, () -> context().poll(task)), task);
            });
            repeatsNoEnd(check, vendor, task);
        }
    }

    private void toleratesSlowResponse(FaultRounds rounds, Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-305", "the vendor takes its time to respond to a poll");
        TaskRef task = context().submitted(check, operation);
        RuleCheck slow = context().ruleCheck("RC-305", "the vendor takes its time to respond to a poll");
        vendor.nextPoll(Fault.delay(PollFaults.SLOW));
        TaskStatus unused = context().status(slow, task);
        int polls = slow.wire().arrivals(RequestKind.POLL).size();
        check.require(polls <= 2, "at most 2 requests arrive", () -> polls + " arrived");
        rounds.requireNoLateRequest(slow, vendor, PollFaults.LATE);
    }

    /** A document may define the meaning of 400, 422 or 500 at the path of a result; these faults have none. */
    private void toleratesFaultyResults() {
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
}
