package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.ProxyPages;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract rules about submits with an unknown outcome, which must not be sent again: RC-202 and RC-203. */
public interface AtMostOnceRules extends SubmitDeadlineRules {

    /** How long a response takes that a provider might not wait for before it sends a second request. */
    Duration SLOW = Duration.ofMillis(1_300);

    /** How long a second request may take to arrive after the call. */
    Duration LATE = Duration.ofMillis(900);

    @Test
    @DisplayName("RC-202 a submit reaches the vendor at most once, however the connection ends")
    default void sendsOnce() {
        List<Fault> core = List.of(Fault.connectionReset(), Fault.connectionClosed());
        FaultRounds rounds = new FaultRounds(context());
        rounds.eachOrder(core, FaultCatalog.brokenConnections(), (order, vendor, fault) -> {
            RuleCheck check = context()
                    .ruleCheck("RC-202", "the vendor accepts the order, then: " + fault + rounds.difference(order));
            vendor.nextSubmit(fault);
            Either<VideoFailure, TaskRef> unused =
                    rounds.unknown(check, order, vendor, FaultCatalog.isRepairable(fault));
            rounds.requireUsable("RC-202", order.operation(), fault.toString());
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
                FaultCatalog.submits(response -> response.kinds().equals(unknown)),
                failure -> {});
        Stream<Fault> odd = Stream.of(
                Fault.http(500).retryAfter("0"),
                Fault.response(600, "application/json", "{}"),
                Fault.response(999, "application/json", "{}"),
                Fault.http(304));
        Stream<Fault> pages =
                Stream.of(400, 401, 402, 403, 404, 410, 422, 429).flatMap(status -> ProxyPages.of(status).stream());
        rounds.eachOrder(
                List.of(Fault.http(503).retryAfter("1")),
                Stream.concat(odd, pages).toList(),
                (order, vendor, fault) -> {
                    RuleCheck check = context()
                            .ruleCheck(
                                    "RC-203",
                                    "the vendor accepts the order, then: " + fault + rounds.difference(order));
                    vendor.nextSubmit(fault);
                    VideoFailure unused = rounds.rejected(check, order, unknown);
                });
    }
}
