package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.ReceivedRequestLog;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.RuleViolation;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.FastestAttempt;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.WallClockLimit;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Submits orders whose responses never complete, to a provider with a short submit timeout. */
final class SilentSubmits {

    /** The ways in which a response does not complete. */
    static final List<Fault> FAULTS = Stream.concat(
                    FaultCatalog.silences().stream(), Stream.of(Fault.delay(Duration.ofSeconds(20))))
            .toList();

    /** How much later than its deadline a submit may return at least once, because a busy machine is slow. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** How long a request that was sent may take to arrive. */
    private static final Duration MAX_ARRIVAL = Duration.ofSeconds(5);

    private record Timed(ResolvedRequest order, Either<VideoFailure, TaskRef> result, Duration time) {}

    private final ContractContext context;
    private final Simulator vendor;
    private final Duration deadline;
    private final VideoProvider impatient;

    SilentSubmits(ContractContext context, Simulator vendor, Duration deadline) {
        this.context = context;
        this.vendor = vendor;
        this.deadline = deadline;
        this.impatient = context.subject().with(Map.of("submit-timeout", deadline.toMillis() + "ms"));
    }

    /** Lets the provider send orders that are accepted or rejected, after which some providers wait longer. */
    void sendOthers(ResolvedRequest order) {
        for (Fault fault : List.of(Fault.http(429), Fault.http(503), Fault.connectionClosed(), Fault.none())) {
            vendor.nextSubmit(fault);
            try {
                RuleCheck check = context.ruleCheck("RC-211", "an order that meets: " + fault);
                awaitArrival(check, submitUntilSent(check, order));
            } catch (RuleViolation e) {
                // RC-501 requires that it does not throw
            }
            vendor.discardFaults();
        }
    }

    /**
     * Submits these orders at the same time, and requires that each ends at its deadline after one request. Returns
     * {@code false} if a client timed out before its request had arrived, or fails then if {@code last}.
     */
    boolean timeOut(List<ResolvedRequest> orders, boolean last) {
        RuleCheck check = context.ruleCheck(
                "RC-211", "the vendor accepts " + orders.size() + " orders, then one of each: " + FAULTS);
        List<Timed> results = submit(check, orders);
        awaitSubmits(check, orders.size());
        vendor.discardFaults();
        List<RecordedRequest> submits = check.wire().arrivals(RequestKind.SUBMIT);
        if (submits.size() < orders.size() && !last) {
            return false;
        }
        check.require(
                submits.size() == orders.size(),
                "exactly 1 request arrives for each order, because each one is billed",
                () -> submits.size() + " arrived for " + orders.size() + " orders: "
                        + ReceivedRequestLog.times(submits));
        results.forEach(each -> FaultRounds.requireKind(check, each.result(), Set.of(FailureKind.SUBMISSION_UNKNOWN)));
        results.stream()
                .filter(this::isLate)
                .findFirst()
                .ifPresent(late -> FAULTS.forEach(fault -> requireInTime(late.order(), fault)));
        return true;
    }

    private List<Timed> submit(RuleCheck check, List<ResolvedRequest> orders) {
        for (int i = 0; i < orders.size(); i++) {
            vendor.nextSubmit(FAULTS.get(i % FAULTS.size()));
        }
        Queue<ResolvedRequest> open = new ConcurrentLinkedQueue<>(orders);
        return WallClockLimit.runAll(
                deadline.plusSeconds(5),
                orders.size(),
                () -> submitUntilSent(check, open.remove()),
                () -> check.failed(
                        "each submit returns at its deadline of " + deadline.toMillis() + " ms",
                        "one did not within 5 s after it"));
    }

    private boolean isLate(Timed call) {
        return call.time().compareTo(deadline.plus(LATE)) > 0;
    }

    /** Requires that one of several submits ends in time, each alone. A provider that adds time is always late. */
    void requireInTime(ResolvedRequest order, Fault fault) {
        Duration max = deadline.plus(LATE);
        Duration fastest = FastestAttempt.of(max, () -> submitAlone(order, fault));
        context.ruleCheck("RC-211", "the vendor accepts an order, then: " + fault)
                .require(
                        fastest.compareTo(max) <= 0,
                        "the submit returns at its deadline of " + deadline.toMillis() + " ms",
                        () -> "it returned after " + fastest.toMillis() + " ms or later, in each of several attempts");
    }

    private Duration submitAlone(ResolvedRequest order, Fault fault) {
        RuleCheck check = context.ruleCheck("RC-211", "the vendor accepts an order, then: " + fault);
        vendor.nextSubmit(fault);
        Timed call = submitUntilSent(check, order);
        awaitArrival(check, call);
        vendor.discardFaults();
        return call.time();
    }

    /** Waits for the request of a call, so that it does not arrive during the next check. */
    private void awaitArrival(RuleCheck check, Timed call) {
        if (!isUnreachable(call.result())) {
            awaitSubmits(check, 1);
        }
    }

    /** On a busy machine the connection itself may time out; then the fault is still queued. */
    private Timed submitUntilSent(RuleCheck check, ResolvedRequest order) {
        Timed call = submit(check, order);
        for (int more = 0; more < 5 && isUnreachable(call.result()); more++) {
            call = submit(check, order);
        }
        return call;
    }

    private Timed submit(RuleCheck check, ResolvedRequest order) {
        long start = System.nanoTime();
        Either<VideoFailure, TaskRef> result =
                context.callPort(check, () -> impatient.generator().submit(order));
        return new Timed(order, result, Duration.ofNanos(System.nanoTime() - start));
    }

    private static boolean isUnreachable(Either<VideoFailure, TaskRef> result) {
        return result.isLeft() && result.getLeft().kind() == FailureKind.UNREACHABLE;
    }

    /** On a busy machine a client may time out before the vendor has read its request. */
    private static void awaitSubmits(RuleCheck check, int count) {
        boolean unused = EventualCondition.holdsWithin(
                MAX_ARRIVAL, () -> check.wire().arrivals(RequestKind.SUBMIT).size() >= count);
    }
}
