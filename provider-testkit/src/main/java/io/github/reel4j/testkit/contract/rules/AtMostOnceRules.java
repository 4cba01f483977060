package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.WallClockLimit;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Contract rules about submits with an unknown outcome, which must not be sent again:
 * RC-202, RC-203, RC-204, RC-211 and RC-212.
 */
public interface AtMostOnceRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-202 a submit reaches the vendor at most once, however the connection ends")
    default void sendsOnce() {
        requireUnknownOutcome(
                "RC-202", List.of(Fault.connectionReset(), Fault.connectionClosed(), Fault.cutBody(), Fault.garbage()));
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
        requireUnknownOutcome(
                "RC-203",
                List.of(
                        Fault.http(408),
                        Fault.http(409),
                        Fault.http(418),
                        Fault.http(423),
                        Fault.http(424),
                        Fault.http(425),
                        Fault.http(444),
                        Fault.http(460),
                        Fault.http(499),
                        Fault.page(404).beforeAccepting(),
                        Fault.page(429).beforeAccepting(),
                        Fault.http(500),
                        Fault.http(502),
                        Fault.http(503).retryAfter("1"),
                        Fault.http(504)));
    }

    @Test
    @DisplayName("RC-204 a 2xx that is unreadable or has no task id is SUBMISSION_UNKNOWN")
    @Tag("fault-38")
    @Tag("fault-40")
    @Tag("fault-41")
    @Tag("fault-48")
    @Tag("fault-49")
    @Tag("fault-52")
    default void doesNotTrustUnreadableSuccess() {
        requireUnknownOutcome(
                "RC-204",
                List.of(
                        Fault.emptyBody(),
                        Fault.html(),
                        Fault.gzip(),
                        Fault.oversizeBody(2 * 1024 * 1024),
                        Fault.response(200, "application/json", "{\"success\": true}"),
                        Fault.response(200, "application/json", "null"),
                        Fault.response(200, "application/json", "[]")));
    }

    @Test
    @DisplayName("RC-211 a submit ends at its deadline if the vendor sends nothing")
    @Tag("fault-11")
    @Tag("fault-12")
    @Tag("fault-13")
    default void respectsItsDeadline() {
        VideoProvider impatient = context().subject().with(Map.of("submit-timeout", "300ms"));
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault :
                    List.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(100)))) {
                RuleCheck check = context().ruleCheck("RC-211", "the vendor accepts the order, then: " + fault);
                vendor.nextSubmit(fault);
                Either<VideoFailure, TaskRef> result = submitInTime(check, impatient, operation);
                // on a busy machine the connection itself may time out; then the fault is still queued
                for (int more = 0; more < 5 && wasNotSent(check, result); more++) {
                    result = submitInTime(check, impatient, operation);
                }
                check.wire().awaitFirst();
                context().requireOneSubmit(check);
                Either<VideoFailure, TaskRef> last = result;
                check.require(
                        last.isLeft() && last.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN,
                        "it is SUBMISSION_UNKNOWN",
                        () -> "it is " + last);
            }
        });
    }

    @Test
    @DisplayName("RC-212 an error response with a task id is SUBMISSION_UNKNOWN with the task, after one request")
    @Tag("fault-129")
    default void keepsTasksOfRejections() {
        for (int status : List.of(400, 402, 404, 429, 500)) {
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck check = context()
                        .ruleCheck("RC-212", "the vendor accepts the order and sends its task id with HTTP " + status);
                vendor.nextSubmit(Fault.namingTask(status));
                VideoFailure failure = context().expectRejection(check, operation, FailureKind.SUBMISSION_UNKNOWN);
                List<BilledOrder> orders = vendor.ledger().orders();
                String id = orders.get(orders.size() - 1).taskId();
                check.requireEqual(Optional.of(id), failure.task().map(TaskRef::id), "the failure has the task");
            });
        }
    }

    private Either<VideoFailure, TaskRef> submitInTime(RuleCheck check, VideoProvider impatient, Operation operation) {
        return WallClockLimit.runWithin(
                Duration.ofSeconds(5),
                () -> context()
                        .callPort(
                                check,
                                () -> impatient.generator().submit(context().resolved(operation))),
                () -> check.failed("the submit returns at its deadline of 300 ms", "it did not return within 5 s"));
    }

    private static boolean wasNotSent(RuleCheck check, Either<VideoFailure, TaskRef> result) {
        return result.isLeft()
                && result.getLeft().kind() == FailureKind.UNREACHABLE
                && check.wire().arrivals(RequestKind.SUBMIT).isEmpty();
    }

    private void requireUnknownOutcome(String rule, List<Fault> faults) {
        context().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault : faults) {
                RuleCheck check = context().ruleCheck(rule, "the vendor accepts the order, then: " + fault);
                vendor.nextSubmit(fault);
                VideoFailure unused = context().expectRejection(check, operation, FailureKind.SUBMISSION_UNKNOWN);
            }
        });
    }
}
