package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.http.LoopbackServer;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
import io.github.reel4j.testkit.simulator.Order;
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
record CalledBack(ResolvedRequest request, TaskRef task, Optional<ReceivedRequest> arrived) {

    static final String PATH = "/hooks/an-order/Zx-8_token";

    private static final int PATIENCE_SECONDS = 10;

    /** Orders, lets the task end, and waits for the vendor. */
    static CalledBack order(Bench bench, Lesson lesson, Operation operation) {
        BlockingQueue<ReceivedRequest> came = new LinkedBlockingQueue<>();
        try (LoopbackServer web = LoopbackServer.bind(0)) {
            web.serve((request, exchange) -> {
                came.add(request);
                exchange.send(Reply.json(200, "{}"));
            });
            URI address = web.origin().resolve(PATH);
            ResolvedRequest request = bench.resolved(operation).withCallback(address);
            TaskRef answered = bench.submitted(lesson, request);
            bench.subject().finishTasks();
            String id = lastOrder(bench, answered);
            return new CalledBack(request, expected(request, id, answered), Optional.ofNullable(first(came)));
        }
    }

    private static @Nullable ReceivedRequest first(BlockingQueue<ReceivedRequest> came) {
        try {
            return came.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The vendor's id of the latest order; whether the submit has answered with it is a rule of its own. */
    static String lastOrder(Bench bench, TaskRef answered) {
        return bench.subject().wire().stream()
                .flatMap(vendor -> vendor.ledger().orders().stream())
                .reduce((earlier, later) -> later)
                .map(Order::taskId)
                .orElse(answered.id());
    }

    /** What a right submit would have answered. */
    private static TaskRef expected(ResolvedRequest request, String id, TaskRef answered) {
        return new TaskRef(
                request.provider(),
                request.operation(),
                answered.endpoint(),
                id,
                request.digest(),
                answered.submittedAt());
    }

    TaskRef atTheTimeOfTheSubmit(TaskRef found) {
        return new TaskRef(
                found.provider(), found.operation(), found.endpoint(), found.id(), found.digest(), task.submittedAt());
    }

    /** As it came. */
    ReceivedCallback callback() {
        ReceivedRequest genuine = arrived.orElseThrow();
        return new ReceivedCallback(genuine.headers(), genuine.body().getBytes(StandardCharsets.UTF_8));
    }
}
