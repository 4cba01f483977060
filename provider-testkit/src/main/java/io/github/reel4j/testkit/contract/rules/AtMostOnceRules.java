package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.WireLog;
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
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about submits with an unknown outcome, which must not be sent again: RC-202, RC-203 and RC-211. */
public interface AtMostOnceRules extends ContractRuleGroup {

    /** How long a response takes that a provider might not wait for before it sends a second request. */
    Duration SLOW = Duration.ofMillis(1_300);

    /** How long a second request may take to arrive after the call. */
    Duration LATE = Duration.ofMillis(900);

    @Test
    @DisplayName("RC-202 a submit reaches the vendor at most once, however the connection ends")
    default void sendsOnce() {
        List<Fault> core = List.of(Fault.connectionReset(), Fault.connectionClosed());
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(core, FaultCatalog.brokenConnections(), (operation, vendor, fault) -> {
            RuleCheck check = context().ruleCheck("RC-202", "the vendor accepts the order, then: " + fault);
            vendor.nextSubmit(fault);
            Either<VideoFailure, TaskRef> unused =
                    rounds.unknown(check, operation, vendor, FaultCatalog.isRepairable(fault));
            rounds.requireUsable("RC-202", operation, fault.toString());
        });
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (FaultRounds.isLast(context(), operation)) {
                RuleCheck check = context().ruleCheck("RC-202", "the vendor takes its time to accept an order");
                vendor.nextSubmit(Fault.delay(SLOW));
                TaskRef unused = context().submitted(check, operation);
                context().requireOneSubmit(check);
                rounds.requireNoLateRequest(check, vendor, LATE);
            }
        });
    }

    @Test
    @DisplayName("RC-203 a status or a page that does not prove a rejection is SUBMISSION_UNKNOWN")
    @Tag("fault-27")
    @Tag("fault-28")
    @Tag("fault-32")
    @Tag("fault-33")
    @Tag("fault-34")
    @Tag("fault-127")
    @Tag("fault-128")
    default void doesNotTrustServerErrors() {
        Set<FailureKind> unknown = Set.of(FailureKind.SUBMISSION_UNKNOWN);
        FaultRounds rounds = new FaultRounds(context());
        rounds.submits(
                "RC-203",
                Set.of(408, 409, 500, 503, 504),
                FaultCatalog.submits(fault -> fault.kinds().equals(unknown)),
                failure -> {});
        rounds.each(
                List.of(Fault.http(503).retryAfter("1")),
                List.of(
                        Fault.http(500).retryAfter("0"),
                        Fault.response(600, "application/json", "{}"),
                        Fault.response(999, "application/json", "{}"),
                        Fault.http(304)),
                (operation, vendor, fault) -> {
                    RuleCheck check = context().ruleCheck("RC-203", "the vendor accepts the order, then: " + fault);
                    vendor.nextSubmit(fault);
                    VideoFailure unused = rounds.rejected(check, operation, unknown);
                });
    }

    @Test
    @DisplayName("RC-211 a submit ends at its deadline if the vendor sends nothing")
    @Tag("fault-11")
    @Tag("fault-12")
    @Tag("fault-13")
    default void respectsItsDeadline() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (!timesOut(operation, vendor, Duration.ofMillis(300), false)) {
                boolean unused = timesOut(operation, vendor, Duration.ofSeconds(3), true);
            }
            new FaultRounds(context()).requireUsable("RC-211", operation, "a deadline");
        });
    }

    /**
     * Submits orders whose responses never complete. On a busy machine a client may time out before its request has
     * arrived; then this returns {@code false}, or fails if {@code last}.
     */
    private boolean timesOut(Operation operation, Simulator vendor, Duration deadline, boolean last) {
        VideoProvider impatient = context().subject().with(Map.of("submit-timeout", deadline.toMillis() + "ms"));
        List<Fault> faults = FaultCatalog.silences();
        RuleCheck check = context()
                .ruleCheck("RC-211", "the vendor accepts " + faults.size() + " orders, then one of each: " + faults);
        faults.forEach(vendor::nextSubmit);
        List<Either<VideoFailure, TaskRef>> results = WallClockLimit.runAll(
                deadline.plusSeconds(5),
                faults.size(),
                () -> submitUntilSent(check, impatient, operation),
                () -> check.failed(
                        "each submit returns at its deadline of " + deadline.toMillis() + " ms",
                        "one did not within 5 s after it"));
        awaitSubmits(check, faults.size());
        vendor.discardFaults();
        List<RecordedRequest> submits = check.wire().arrivals(RequestKind.SUBMIT);
        if (submits.size() < faults.size() && !last) {
            return false;
        }
        check.require(
                submits.size() == faults.size(),
                "exactly 1 request arrives for each order, because each one is billed",
                () -> submits.size() + " arrived for " + faults.size() + " orders: " + WireLog.times(submits));
        results.forEach(result -> FaultRounds.requireKind(check, result, Set.of(FailureKind.SUBMISSION_UNKNOWN)));
        return true;
    }

    /** On a busy machine a client may time out before the vendor has read its request. */
    private static void awaitSubmits(RuleCheck check, int count) {
        for (int i = 0; i < 200 && check.wire().arrivals(RequestKind.SUBMIT).size() < count; i++) {
            check.wire().awaitFirst();
            WallClockLimit.pause(Duration.ofMillis(10));
        }
    }

    /** On a busy machine the connection itself may time out; then the fault is still queued. */
    private Either<VideoFailure, TaskRef> submitUntilSent(
            RuleCheck check, VideoProvider impatient, Operation operation) {
        Either<VideoFailure, TaskRef> result = submitTo(check, impatient, operation);
        for (int more = 0; more < 5 && isUnreachable(result); more++) {
            result = submitTo(check, impatient, operation);
        }
        return result;
    }

    private Either<VideoFailure, TaskRef> submitTo(RuleCheck check, VideoProvider impatient, Operation operation) {
        return context()
                .callPort(check, () -> impatient.generator().submit(context().resolved(operation)));
    }

    private static boolean isUnreachable(Either<VideoFailure, TaskRef> result) {
        return result.isLeft() && result.getLeft().kind() == FailureKind.UNREACHABLE;
    }
}
