package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.BilledOrder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    private static final int TIMEOUT_SECONDS = 10;

    /** Submits an order, finishes its task and waits up to 10 s for the callback. */
    static CallbackScenario order(ContractContext context, RuleCheck check, Operation operation) {
        BlockingQueue<ReceivedRequest> received = new LinkedBlockingQueue<>();
        try (LoopbackServer receiver = LoopbackServer.bind(0)) {
            receiver.serve((request, exchange) -> {
                received.add(request);
                exchange.send(ServerResponse.json(200, "{}"));
            });
            URI url = receiver.origin().resolve(PATH);
            ResolvedRequest request = context.resolved(operation).withCallback(url);
            TaskRef returned = context.submitted(check, request);
            Instant submitted = context.subject().now();
            context.subject().finishTasks();
            String id = lastOrder(context, returned);
            return new CallbackScenario(
                    request, expected(request, id, returned), Optional.ofNullable(first(received)), submitted);
        }
    }

    private static @Nullable ReceivedRequest first(BlockingQueue<ReceivedRequest> received) {
        try {
            return received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
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
        return new ReceivedCallback(genuine.headers(), genuine.body().getBytes(StandardCharsets.UTF_8));
    }
}
