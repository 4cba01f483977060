package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.contract.support.RetryAfterHeader;
import io.github.reel4j.testkit.contract.support.SubmitErrorResponse;
import io.github.reel4j.testkit.simulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about orders that the vendor rejects: RC-206, RC-208 and RC-214. */
public interface SubmitRejectionRules extends ErrorCodeRules, UnreachableVendorRules {

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-206 429 is RATE_LIMITED, not billed, after one request, with the delay of Retry-After")
    @Tag("fault-30")
    @Tag("fault-31")
    default void reportsRateLimit() {
        FaultRounds rounds = new FaultRounds(context());
        rounds.eachOrder(
                List.of(RetryAfterHeader.SECONDS),
                RetryAfterHeader.all(context().subject().now()),
                (order, vendor, header) -> {
                    RuleCheck check = context()
                            .ruleCheck(
                                    "RC-206", "the vendor responds with 429 and " + header + rounds.difference(order));
                    vendor.nextSubmit(header.on(429));
                    VideoFailure failure = context().expectRejection(check, order, FailureKind.RATE_LIMITED);
                    check.requireEqual(BillingStatus.NOT_BILLED, failure.billingStatus(), "it is not billed");
                    check.require(
                            header.allows(failure.retryAfter()),
                            "the failure has " + header.expected(),
                            () -> "its delay is " + failure.retryAfter());
                });
        rounds.eachOrder(List.of(), List.of("7", "120"), (order, vendor, seconds) -> {
            RuleCheck check = context()
                    .ruleCheck("RC-206", "the vendor responds with 429, no body and a delay of " + seconds + " s");
            vendor.nextSubmit(Fault.emptyBody(429).retryAfter(seconds));
            VideoFailure failure = context().expectRejection(check, order, FailureKind.RATE_LIMITED);
            check.requireEqual(
                    Optional.of(Duration.ofSeconds(Long.parseLong(seconds))),
                    failure.retryAfter(),
                    "the failure has the delay");
        });
        Instant date = context().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        LocaleAndZone.inEach(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck dated =
                        context().ruleCheck("RC-206", "the vendor responds with " + fault + ", 90 s from now");
                vendor.nextSubmit(fault);
                context().requireWait(dated, context().expectRejection(dated, operation, FailureKind.RATE_LIMITED));
            });
        });
    }

    @Test
    @DisplayName("RC-208 a rejection is mapped to the documented kind, and not billed")
    default void reportsRejections() {
        Set<Integer> statuses = Set.of(400, 401, 402, 403, 404);
        new FaultRounds(context())
                .submits(
                        "RC-208",
                        statuses,
                        FaultCatalog.submits(
                                response -> response.provesRejection() && statuses.contains(response.status())),
                        failure -> {});
    }

    @Test
    @DisplayName("RC-214 405, 410, 413, 415, 422 and 451 of a submit are no reason to submit again")
    default void reportsUnusualRejections() {
        Set<Integer> statuses = Set.of(405, 410, 413, 415, 422, 451);
        new FaultRounds(context())
                .submits(
                        "RC-214",
                        statuses,
                        FaultCatalog.submits(response -> statuses.contains(response.status())
                                && (response.body() == SubmitErrorResponse.Body.VENDOR_ERROR
                                        || response.body() == SubmitErrorResponse.Body.EMPTY)),
                        failure -> {});
    }
}
