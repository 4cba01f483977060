package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RequestVariants;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule about the content of task references: RC-215. */
public interface TaskReferenceRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-215 a task reference has the digest of its order, the time of the given clock and its endpoint")
    default void describesTheOrder() {
        PollSteps polls = new PollSteps(context());
        List<TaskRef> all = new ArrayList<>();
        context().eachModelOnTheWire((model, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-215", "an order of the model " + model.id());
            ResolvedRequest order =
                    context().resolved(RequestVariants.minimal(context().request(model), model));
            // years after the time of the machine, so that it cannot be right by chance
            context().subject().advance(Duration.ofSeconds(3_605));
            Instant now = context().subject().now().truncatedTo(ChronoUnit.SECONDS);
            TaskRef task = context().submitted(check, order);
            check.requireEqual(now, task.submittedAt(), "it has the time of the submit, by the provider's clock");
            check.requireEqual(order.fingerprint(), task.fingerprint(), "it has the digest of the order");
            check.requireEqual(model.operation(), task.operation(), "it has the operation of the order");
            all.forEach(other -> check.require(
                    !other.equals(task) && !other.id().equals(task.id()),
                    "references of two orders differ",
                    () -> "both are " + task));
            all.add(task);
            findsTheTaskByText(polls, vendor, task);
            describesTheOrderOfFailure(polls, vendor, order);
        });
        context().eachOperationOnTheWire(this::distinguishesOrders);
    }

    /** A failed submit whose response names the task has the same reference. See RC-212. */
    private void describesTheOrderOfFailure(PollSteps polls, Simulator vendor, ResolvedRequest order) {
        RuleCheck check = context().ruleCheck("RC-215", "the vendor sends the task of an order with HTTP 500");
        context().subject().advance(Duration.ofSeconds(3_605));
        Instant now = context().subject().now().truncatedTo(ChronoUnit.SECONDS);
        vendor.nextSubmit(Fault.namingTask(500));
        context()
                .callPort(check, () -> context().submit(order))
                .swap()
                .toJavaOptional()
                .flatMap(VideoFailure::task)
                .ifPresent(task -> {
                    check.requireEqual(now, task.submittedAt(), "it has the time of the submit");
                    check.requireEqual(order.fingerprint(), task.fingerprint(), "it has the digest of the order");
                    findsTheTaskByText(polls, vendor, task);
                });
    }

    /** The endpoint is right if an instance that knows only the text sends the same request. */
    private void findsTheTaskByText(PollSteps polls, Simulator vendor, TaskRef task) {
        RuleCheck check = context().ruleCheck("RC-215", "a reference that was printed and parsed");
        TaskRef parsed = TaskRef.parse(task.toString());
        check.requireEqual(task, parsed, "the parsed reference equals the printed one");
        ReceivedRequest own = pollOf(check, vendor, () -> context().poll(task));
        ReceivedRequest other =
                pollOf(check, vendor, () -> polls.second().tracker().status(parsed));
        check.requireEqual(
                own.method() + " " + own.path(),
                other.method() + " " + other.path(),
                "another instance polls the same path");
        context().subject().finishTasks();
        Either<VideoFailure, TaskStatus> result =
                context().callPort(check, () -> polls.second().tracker().status(parsed));
        check.require(
                result.isRight()
                        && result.get() instanceof TaskStatus.Succeeded succeeded
                        && succeeded.video().task().equals(task),
                "another instance finds the video by the text of the reference",
                () -> "it is " + result);
    }

    private ReceivedRequest pollOf(RuleCheck check, Simulator vendor, Supplier<Either<VideoFailure, TaskStatus>> poll) {
        int before = vendor.ledger().polls().size();
        Either<VideoFailure, TaskStatus> result = context().callPort(check, poll);
        List<ReceivedRequest> polls = vendor.ledger().polls();
        check.require(
                result.isRight() && polls.size() > before,
                "the vendor receives a poll, and knows the task",
                () -> "the result is " + result + " after " + (polls.size() - before) + " polls");
        return polls.get(before);
    }

    private void distinguishesOrders(Operation operation, Simulator vendor) {
        RuleCheck check = context().ruleCheck("RC-215", "two equal orders, and a third one with other values");
        TaskRef first = context().submitted(check, operation);
        TaskRef second = context().submitted(check, operation);
        check.require(!first.equals(second), "references of two orders differ", () -> "both are " + first);
        check.requireEqual(first.fingerprint(), second.fingerprint(), "equal orders have the same digest");
        context().models().stream()
                .filter(model -> model.operation() == operation)
                .filter(model ->
                        model.id().equals(context().resolved(operation).model().id()))
                .findFirst()
                .map(model ->
                        RequestVariants.maximal(context().request(model), model).request())
                .filter(context()::isOrderable)
                .ifPresent(request -> {
                    ResolvedRequest order = context().resolved(request);
                    TaskRef third = context().submitted(check, order);
                    check.requireEqual(order.fingerprint(), third.fingerprint(), "it has the digest of the order");
                });
        List<RecordedRequest> submits = check.wire().arrivals(RequestKind.SUBMIT);
        check.require(submits.size() >= 2, "each order is sent", () -> submits.size() + " were");
        context().subject().finishTasks();
    }
}
