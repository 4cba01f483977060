package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Polls tasks repeatedly, also through an instance of the provider that did not submit them. */
final class PollSteps {

    /** Faults of polls that say nothing about the task. */
    static final List<Fault> FAULTS =
            List.of(Fault.http(503), Fault.connectionReset(), Fault.garbage(), Fault.page(404), Fault.http(401));

    private final ContractContext context;
    private final VideoProvider second;

    PollSteps(ContractContext context) {
        this.context = context;
        this.second = context.subject().with(Map.of());
    }

    /** Returns the instance that never submits. */
    VideoProvider second() {
        return second;
    }

    /** Polls the task twice, and once more through the second instance by the text of its reference. */
    List<Either<VideoFailure, TaskStatus>> results(RuleCheck check, TaskRef task) {
        return List.of(
                context.callPort(check, () -> context.poll(task)),
                context.callPort(check, () -> context.poll(task)),
                context.callPort(check, () -> second.tracker().status(TaskRef.parse(task.toString()))));
    }

    /** Lets a poll meet the fault. A provider may repeat a request whose response does not name the task. */
    void fail(Simulator vendor, TaskRef task, Fault fault) {
        vendor.nextPoll(fault);
        vendor.nextPoll(fault);
        pollWithoutCheck(task);
        vendor.discardFaults();
    }

    /** Polls the task once. Other rules test how its status is reported, and that the poll does not throw. */
    void pollWithoutCheck(TaskRef task) {
        try {
            Either<VideoFailure, TaskStatus> unused = context.poll(task);
        } catch (RuntimeException e) {
            // see above
        }
    }

    /** Returns the statuses of {@link #results}, and requires that no poll fails. */
    List<TaskStatus> statuses(RuleCheck check, TaskRef task) {
        return results(check, task).stream()
                .map(result -> result.getOrElseGet(failure -> {
                    throw check.failed("a poll without a fault returns a status", failure.toString());
                }))
                .toList();
    }

    /** Requires that each poll reports this type of status. */
    <T extends TaskStatus> List<T> statuses(RuleCheck check, TaskRef task, Class<T> type, String then) {
        List<TaskStatus> all = statuses(check, task);
        all.forEach(status -> check.require(type.isInstance(status), then, () -> "it is " + status));
        return all.stream().map(type::cast).toList();
    }

    /** Requires that each poll reports that the task has not ended. */
    void requireUnfinished(RuleCheck check, TaskRef task) {
        statuses(check, task)
                .forEach(status -> check.require(
                        !hasEnded(status),
                        "a task that has not ended is not reported as ended",
                        () -> "it is " + status));
    }

    static boolean hasEnded(TaskStatus status) {
        return status instanceof TaskStatus.Succeeded
                || status instanceof TaskStatus.Failed
                || status instanceof TaskStatus.Cancelled;
    }

    /** Returns the failure of a failed or cancelled task. */
    static Stream<VideoFailure> failure(TaskStatus status) {
        return status instanceof TaskStatus.Failed failed
                ? Stream.of(failed.failure())
                : status instanceof TaskStatus.Cancelled cancelled ? Stream.of(cancelled.failure()) : Stream.empty();
    }
}
