package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RecordingServer;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One order with a callback URL, and the callback that the vendor posted when its task had ended.
 *
 * @param request the order
 * @param task the task reference that the submit should have returned
 * @param arrived the callback; empty if none arrived
 * @param submitted when the order was submitted. The callback was signed then or after the task was finished
 */
record CallbackScenario(ResolvedRequest request, TaskRef task, Optional<ReceivedRequest> arrived, Instant submitted) {

    static final String PATH = "/hooks/an-order/Zx-8_token";

    private static final URI HTTPS_ORIGIN = URI.create("https://callbacks.example");

    /** Submits an order, finishes its task and waits up to 10 s for the callback. */
    static CallbackScenario order(ContractContext context, RuleCheck check, Operation operation) {
        return order(context, check, context.resolved(operation));
    }

    /** Does the same with an order of any model. */
    static CallbackScenario order(ContractContext context, RuleCheck check, ResolvedRequest order) {
        return order(context, check, order, PATH, task -> context.subject().finishTasks());
    }

    /**
     * Submits an order with this path and query in its callback URL, lets its task end and waits up to 10 s for the
     * callback.
     *
     * @param end lets the task end
     */
    static CallbackScenario order(
            ContractContext context, RuleCheck check, Operation operation, String path, Consumer<TaskRef> end) {
        return order(context, check, context.resolved(operation), path, end);
    }

    private static CallbackScenario order(
            ContractContext context, RuleCheck check, ResolvedRequest order, String path, Consumer<TaskRef> end) {
        try (RecordingServer receiver = new RecordingServer(ServerResponse.json(200, "{}"))) {
            ResolvedRequest request = order.withCallback(URI.create(origin(context, receiver) + path));
            TaskRef returned = context.submitted(check, request);
            Instant submitted = context.subject().now();
            end.accept(returned);
            String id = lastOrder(context, returned);
            return new CallbackScenario(
                    request, expected(request, id, returned), Optional.ofNullable(receiver.await()), submitted);
        }
    }

    /** Submits an order whose task fails, and waits up to 10 s for the callback. */
    static CallbackScenario failing(ContractContext context, RuleCheck check, Operation operation) {
        context.subject().nextTaskFails(context.failureCode(), "the model has failed");
        return order(context, check, operation);
    }

    /** Submits an order, cancels its task, and waits up to 10 s for the callback. */
    static CallbackScenario cancelled(ContractContext context, RuleCheck check, Operation operation) {
        return order(context, check, operation, PATH, task -> {
            Object unused = context.callPort(
                    check, () -> context.provider().canceller().orElseThrow().cancel(task));
            context.subject().finishTasks();
        });
    }

    /**
     * Submits an order whose response is lost, finishes its task and waits up to 10 s for the callback.
     *
     * @param known the task of another order of the same operation
     */
    static CallbackScenario lostOrder(ContractContext context, RuleCheck check, TaskRef known) {
        try (RecordingServer receiver = new RecordingServer(ServerResponse.json(200, "{}"))) {
            ResolvedRequest request =
                    context.resolved(known.operation()).withCallback(URI.create(origin(context, receiver) + PATH));
            context.subject().wire().ifPresent(vendor -> vendor.nextSubmit(Fault.connectionReset()));
            Either<VideoFailure, TaskRef> unused = context.callPort(check, () -> context.submit(request));
            Instant submitted = context.subject().now();
            context.subject().finishTasks();
            String id = lastOrder(context, known);
            return new CallbackScenario(
                    request, expected(request, id, known), Optional.ofNullable(receiver.await()), submitted);
        }
    }

    /** Returns scheme, host and port of callback URLs that reach the receiver. */
    private static URI origin(ContractContext context, RecordingServer receiver) {
        Optional<Simulator> https = context.subject().wire().filter(Simulator::requiresHttpsCallbacks);
        https.ifPresent(vendor -> vendor.routeCallbacks(HTTPS_ORIGIN, receiver.origin()));
        return https.isPresent() ? HTTPS_ORIGIN : receiver.origin();
    }

    /** Returns the vendor's id of the latest order. Another rule tests whether the submit returned it. */
    static String lastOrder(ContractContext context, TaskRef returned) {
        return context.subject().wire().stream()
                .flatMap(vendor -> vendor.ledger().orders().stream())
                .reduce((earlier, later) -> later)
                .map(BilledOrder::taskId)
                .orElse(returned.id());
    }

    /** Returns the task reference that a correct submit returns. */
    private static TaskRef expected(ResolvedRequest request, String id, TaskRef returned) {
        return new TaskRef(
                request.provider(),
                request.operation(),
                returned.endpoint(),
                id,
                request.fingerprint(),
                returned.submittedAt());
    }

    /** Returns {@code found} with the time of the submit. */
    TaskRef withTimeOfSubmit(TaskRef found) {
        return new TaskRef(
                found.provider(),
                found.operation(),
                found.endpoint(),
                found.id(),
                found.fingerprint(),
                task.submittedAt());
    }

    /** Returns the callback as it arrived. */
    ReceivedCallback callback() {
        ReceivedRequest genuine = arrived.orElseThrow();
        byte[] body = new byte[genuine.content().remaining()];
        genuine.content().get(body);
        return new ReceivedCallback(genuine.headers(), body);
    }
}
