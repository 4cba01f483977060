package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Exposes a provider to each kind of rejection and failure. Its tables and prices must not change by that. */
record OrdersWithFaults(ContractContext context, RuleCheck check) {

    private static final List<Integer> STATUSES = List.of(400, 401, 402, 403, 404, 409, 422, 429, 500, 503);

    private static final int MORE_ORDERS = 5;

    /**
     * Submits an order again and again, and polls and cancels its task.
     *
     * @param after is called after each submit, poll and cancel with its description
     */
    void meet(ResolvedRequest order, Consumer<String> after) {
        Optional<Simulator> vendor = context.subject().wire();
        vendor.map(OrdersWithFaults::rejections).orElse(List.of()).forEach(fault -> {
            vendor.orElseThrow().nextSubmit(fault);
            Either<VideoFailure, TaskRef> unused = submit(order);
            after.accept("after an order of " + order.model().id() + " that met: " + fault);
        });
        submit(order).forEach(task -> follow(task, after));
        context.subject().nextTaskFails(context.failureCode(), "the model has failed");
        Either<VideoFailure, TaskRef> failing = submit(order);
        context.subject().finishTasks();
        failing.forEach(this::poll);
        after.accept("after a failed task of " + order.model().id());
        for (int i = 0; i < MORE_ORDERS; i++) {
            Either<VideoFailure, TaskRef> unused = submit(order);
        }
        context.subject().finishTasks();
        after.accept("after more orders of " + order.model().id());
    }

    private static List<Fault> rejections(Simulator vendor) {
        List<Fault> all = new ArrayList<>();
        STATUSES.forEach(status -> all.add(Fault.http(status)));
        all.add(Fault.html());
        all.add(Fault.connectionReset());
        vendor.codedRejections()
                .forEach(coded -> all.add(Fault.response(
                                coded.response().status(),
                                "application/json",
                                coded.response().body())
                        .beforeAccepting()));
        return all;
    }

    /** Polls and cancels a task, with and without faults. */
    private void follow(TaskRef task, Consumer<String> after) {
        for (int status : List.of(401, 404, 429, 500)) {
            context.subject().wire().ifPresent(vendor -> vendor.nextPoll(Fault.http(status)));
            poll(task);
            after.accept("after a poll that met: HTTP " + status);
        }
        context.provider().canceller().ifPresent(canceller -> {
            Object unused = context.callPort(check, () -> canceller.cancel(task));
            after.accept("after a cancel");
        });
        context.subject().finishTasks();
        poll(task);
        after.accept("after a task that has ended");
    }

    private Either<VideoFailure, TaskRef> submit(ResolvedRequest order) {
        return context.callPort(check, () -> context.submit(order));
    }

    private void poll(TaskRef task) {
        Either<VideoFailure, TaskStatus> unused = context.callPort(check, () -> context.poll(task));
    }
}
