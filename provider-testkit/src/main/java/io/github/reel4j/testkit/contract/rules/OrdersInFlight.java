package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Orders of each kind that were submitted, and whose responses are still due.
 *
 * @param calls the submits; those that were not connected in time have sent no order
 */
record OrdersInFlight(List<FutureTask<Either<VideoFailure, TaskRef>>> calls) {

    private static final int MAX_ORDERS = 8;
    private static final int MAX_ATTEMPTS = 8;

    /** Some of the responses never arrive, and the others arrive after the provider was closed. */
    private static final List<Fault> FAULTS = List.of(Fault.silence(), Fault.delay(Duration.ofMillis(300)));

    /** Submits orders, each on a thread of its own, and returns when they have arrived. */
    static OrdersInFlight start(
            ContractContext context, RuleCheck check, OwnThreads threads, VideoProvider provider, Operation operation) {
        List<ResolvedRequest> orders =
                context.orders(operation).stream().limit(MAX_ORDERS).toList();
        context.subject().wire().ifPresent(vendor -> {
            for (int i = 0; i < orders.size(); i++) {
                vendor.nextSubmit(FAULTS.get(i % FAULTS.size()));
            }
        });
        List<FutureTask<Either<VideoFailure, TaskRef>>> calls = new ArrayList<>();
        // on a busy machine the connection itself may time out; then the faults are still queued
        for (int attempt = 0; attempt < MAX_ATTEMPTS && arrived(check) == 0; attempt++) {
            orders.forEach(
                    order -> calls.add(threads.start(() -> provider.generator().submit(order))));
            boolean unused = EventualCondition.holdsWithin(
                    ClosingRules.MAX_RELEASE,
                    () -> arrived(check)
                                    + calls.stream().filter(FutureTask::isDone).count()
                            >= calls.size());
        }
        return new OrdersInFlight(calls);
    }

    private static int arrived(RuleCheck check) {
        return check.wire().arrivals(RequestKind.SUBMIT).size();
    }

    /** Requires that each order that has arrived is accepted or of unknown outcome. */
    void requireUnknown(RuleCheck check) {
        List<Either<VideoFailure, TaskRef>> others = calls.stream()
                .map(call -> OwnThreads.await(
                        ClosingRules.MAX_RELEASE,
                        call,
                        () -> check.failed(
                                "the submit ends",
                                "it does not within " + ClosingRules.MAX_RELEASE.toSeconds() + " s")))
                .filter(result -> result.isLeft() && result.getLeft().kind() != FailureKind.SUBMISSION_UNKNOWN)
                .toList();
        check.require(
                others.size() <= Math.max(0, calls.size() - arrived(check)),
                "an order that was sent is accepted, or SUBMISSION_UNKNOWN",
                () -> "it is " + others.get(0));
    }
}
