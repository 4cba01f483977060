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
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
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

    /**
     * Submits orders, each on a thread of its own, and returns when all of them have arrived. On a busy machine a call
     * may reach its deadline before; then other orders are submitted.
     */
    static OrdersInFlight start(
            ContractContext context, RuleCheck check, OwnThreads threads, VideoProvider provider, Operation operation) {
        List<ResolvedRequest> orders =
                context.orders(operation).stream().limit(MAX_ORDERS).toList();
        List<FutureTask<Either<VideoFailure, TaskRef>>> calls = new ArrayList<>();
        boolean inFlight = false;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !inFlight; attempt++) {
            context.subject().wire().ifPresent(vendor -> silence(vendor, orders.size()));
            int before = arrived(check);
            List<FutureTask<Either<VideoFailure, TaskRef>>> latest = orders.stream()
                    .map(order -> threads.start(() -> provider.generator().submit(order)))
                    .toList();
            calls.addAll(latest);
            boolean unused = EventualCondition.holdsWithin(
                    ClosingRules.MAX_RELEASE, () -> arrived(check) - before + ended(latest) >= latest.size());
            inFlight = arrived(check) - before >= latest.size() && ended(latest) == 0;
        }
        return new OrdersInFlight(calls);
    }

    private static void silence(Simulator vendor, int orders) {
        vendor.discardFaults();
        for (int i = 0; i < orders; i++) {
            vendor.nextSubmit(Fault.silence());
        }
    }

    private static long ended(List<FutureTask<Either<VideoFailure, TaskRef>>> some) {
        return some.stream().filter(FutureTask::isDone).count();
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
