package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.http.LoopbackServer;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One order with a callback address, and what the vendor posted there when its task had ended.
 *
 * @param request the order
 * @param task what the submit should have answered
 * @param arrived empty if nothing came
 */
record CallbackScenario(ResolvedRequest request, TaskRef task, Optional<ReceivedRequest> arrived) {

    static final String PATH = "/hooks/an-order/Zx-8_token";

    private static final int TIMEOUT_SECONDS = 10;

    /** Orders, lets the task end, and waits for the vendor. */
    static CallbackScenario order(ContractContext context, RuleCheck check, Operation operation) {
        BlockingQueue<ReceivedRequest> came = new LinkedBlockingQueue<>();
        try (LoopbackServer web = LoopbackServer.bind(0)) {
            web.serve((request, exchange) -> {
                came.add(request);
                exchange.send(ServerResponse.json(200, "{}"));
            });
            URI address = web.origin().resolve(PATH);
            ResolvedRequest request = context.resolved(operation).withCallback(address);
            TaskRef returned = context.submitted(check, request);
            context.subject().finishTasks();
            String id = lastOrder(context, returned);
            return new CallbackScenario(request, expected(request, id, returned), Optional.ofNullable(first(came)));
        }
    }

    private static @Nullable ReceivedRequest first(BlockingQueue<ReceivedRequest> came) {
        try {
            return came.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The vendor's id of the latest order; whether the submit has answered with it is a rule of its own. */
    static String lastOrder(ContractContext context, TaskRef returned) {
        return context.subject().wire().stream()
                .flatMap(vendor -> vendor.ledger().orders().stream())
                .reduce((earlier, later) -> later)
                .map(BilledOrder::taskId)
                .orElse(returned.id());
    }

    /** What a right submit would have answered. */
    private static TaskRef expected(ResolvedRequest request, String id, TaskRef returned) {
        return new TaskRef(
                request.provider(),
                request.operation(),
                returned.endpoint(),
                id,
                request.fingerprint(),
                returned.submittedAt());
    }

    TaskRef atTheTimeOfTheSubmit(TaskRef found) {
        return new TaskRef(
                found.provider(),
                found.operation(),
                found.endpoint(),
                found.id(),
                found.fingerprint(),
                task.submittedAt());
    }

    /** As it came. */
    ReceivedCallback callback() {
        ReceivedRequest genuine = arrived.orElseThrow();
        return new ReceivedCallback(genuine.headers(), genuine.body().getBytes(StandardCharsets.UTF_8));
    }
}
