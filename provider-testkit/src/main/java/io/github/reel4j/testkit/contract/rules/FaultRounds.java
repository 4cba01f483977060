package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.SubmitErrorResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs checks for many faults, and tests after each of them that the same provider still works. */
final class FaultRounds {

    /** A check of one fault. */
    @FunctionalInterface
    interface FaultCheck<T> {
        void run(Operation operation, Simulator vendor, T fault);
    }

    /** A check of one fault and one order. */
    @FunctionalInterface
    interface OrderCheck<T> {
        void run(ResolvedRequest order, Simulator vendor, T fault);
    }

    /** After which of the statuses a plain order is submitted. */
    private static final int SAMPLE = 4;

    private final ContractContext context;

    FaultRounds(ContractContext context) {
        this.context = context;
    }

    /** Runs the check for each operation with all {@code core} faults and with its share of the other ones. */
    <T> void each(List<T> core, List<T> spread, FaultCheck<T> check) {
        List<Operation> operations = context.operations();
        Set<String> coreNames = core.stream().map(Object::toString).collect(Collectors.toSet());
        List<T> others = spread.stream()
                .filter(fault -> !coreNames.contains(fault.toString()))
                .toList();
        context.eachOperationOnTheWire((operation, vendor) -> {
            core.forEach(fault -> check.run(operation, vendor, fault));
            int share = operations.indexOf(operation);
            for (int i = share; i < others.size(); i += operations.size()) {
                check.run(operation, vendor, others.get(i));
            }
        });
    }

    /**
     * Runs the check for each operation with the subject's order like {@link #each}, and with each other order of
     * {@link ContractContext#orders} with all {@code core} faults and with its share of the other ones.
     */
    <T> void eachOrder(List<T> core, List<T> spread, OrderCheck<T> check) {
        each(core, spread, (operation, vendor, fault) -> check.run(context.resolved(operation), vendor, fault));
        context.eachOperationOnTheWire((operation, vendor) -> {
            List<ResolvedRequest> orders = context.orders(operation);
            for (int i = 1; i < orders.size(); i++) {
                ResolvedRequest order = orders.get(i);
                core.forEach(fault -> check.run(order, vendor, fault));
                for (int fault = i - 1; fault < spread.size(); fault += orders.size() - 1) {
                    check.run(order, vendor, spread.get(fault));
                }
            }
        });
    }

    /** Returns the difference of an order from the subject's, to continue the description of a check. */
    String difference(ResolvedRequest order) {
        ResolvedRequest plain = context.resolved(order.operation());
        boolean same = order.callback().isEmpty()
                && order.model().id().equals(plain.model().id())
                && order.formatted().equals(plain.formatted());
        return same
                ? ""
                : ", for an order of " + order.model().id() + " with "
                        + String.join(", ", order.formatted().keySet())
                        + (order.callback().isPresent() ? " and a callback URL" : "");
    }

    /** Requires what the status and the body of each response imply for the kind of the failure. */
    void submits(
            String rule, Set<Integer> coreStatuses, List<SubmitErrorResponse> responses, Consumer<VideoFailure> more) {
        List<SubmitErrorResponse> core = responses.stream()
                .filter(response -> response.body() == SubmitErrorResponse.Body.VENDOR_ERROR
                        && coreStatuses.contains(response.status()))
                .toList();
        eachOrder(core, responses, (order, vendor, response) -> {
            RuleCheck check = context.ruleCheck(rule, "the response to an order is " + response + difference(order));
            vendor.nextSubmit(response.fault());
            more.accept(rejected(check, order, response.kinds()));
            if (response.status() % SAMPLE == 0) {
                context.subject().finishTasks(); // a vendor may limit the number of tasks that run
                requireUsable(rule, order.operation(), response.toString());
            }
        });
    }

    /** Submits an order, and requires one request and a failure of one of these kinds. */
    VideoFailure rejected(RuleCheck check, ResolvedRequest order, Set<FailureKind> kinds) {
        Either<VideoFailure, TaskRef> result = submitOnce(check, order);
        requireKind(check, result, kinds);
        check.require(
                kinds.contains(FailureKind.SUBMISSION_UNKNOWN)
                        || result.getLeft().billingStatus() == FailureKind.INVALID_REQUEST.billingStatus(),
                "it is not billed",
                () -> "its billing status is " + result.getLeft().billingStatus());
        return result.getLeft();
    }

    /**
     * Submits an order whose response may be unreadable, and requires one request and {@code SUBMISSION_UNKNOWN}. A
     * provider may also read the task id, if the response contains it.
     */
    Either<VideoFailure, TaskRef> unknown(RuleCheck check, ResolvedRequest order, Simulator vendor, boolean hasId) {
        Either<VideoFailure, TaskRef> result = submitOnce(check, order);
        if (hasId && result.isRight()) {
            List<BilledOrder> orders = vendor.ledger().orders();
            check.requireEqual(
                    orders.get(orders.size() - 1).taskId(),
                    result.get().id(),
                    "the id is that of the task, if the response can be read");
        } else {
            requireKind(check, result, EnumSet.of(FailureKind.SUBMISSION_UNKNOWN));
        }
        return result;
    }

    private Either<VideoFailure, TaskRef> submitOnce(RuleCheck check, ResolvedRequest order) {
        Either<VideoFailure, TaskRef> result = context.callPort(check, () -> context.submit(order));
        context.requireOneSubmit(check);
        return result;
    }

    static void requireKind(RuleCheck check, Either<VideoFailure, ?> result, Set<FailureKind> kinds) {
        check.require(
                result.isLeft() && kinds.contains(result.getLeft().kind()),
                "it is "
                        + String.join(
                                " or ",
                                kinds.stream().map(FailureKind::name).sorted().toList()),
                () -> "it is " + result);
    }

    /** Returns whether the operation is the last one of the provider, for checks that need not run for each. */
    static boolean isLast(ContractContext context, Operation operation) {
        List<Operation> operations = context.operations();
        return operation == operations.get(operations.size() - 1);
    }

    /**
     * Lets the vendor close the connections of polls. Over a used connection, a provider may repeat a poll whose
     * response does not name the task, because it may be the late response to another call.
     */
    void closeConnections(Simulator vendor, Supplier<Either<VideoFailure, TaskStatus>> poll) {
        vendor.nextPoll(Fault.connectionClosed());
        vendor.nextPoll(Fault.connectionClosed());
        try {
            Either<VideoFailure, TaskStatus> unused = poll.get();
        } catch (RuntimeException e) {
            // other rules test that polls do not throw
        }
        vendor.discardFaults();
    }

    /** Requires that a plain order works after a fault. */
    void requireUsable(String rule, Operation operation, String fault) {
        RuleCheck check = context.ruleCheck(rule, "an order without a fault, after one that met: " + fault);
        TaskRef unused = context.submitted(check, operation);
        context.requireOneSubmit(check);
    }

    /** Requires a failure that names the task. */
    static VideoFailure requireTask(RuleCheck check, Either<VideoFailure, ?> result, TaskRef task) {
        check.require(result.isLeft(), "it fails", () -> "it is " + result);
        check.requireEqual(Optional.of(task), result.getLeft().task(), "the failure names the task");
        return result.getLeft();
    }

    /**
     * Requires that no more request arrives when time passes, both on the provider's clock and in reality. A provider
     * may have left a second request to another thread.
     */
    void requireNoLateRequest(RuleCheck check, Simulator vendor, Duration wait) {
        int before = vendor.ledger().requests().size();
        context.subject().finishTasks();
        try {
            boolean late = vendor.ledger().awaitRequests(before + 1, wait);
            check.require(
                    !late,
                    "nothing more is sent after the call has returned",
                    () -> (vendor.ledger().requests().size() - before) + " more requests arrived");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
