package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.FaultCatalog;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.contract.support.RetryAfterHeader;
import io.github.reel4j.testkit.contract.support.SubmitFault;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.CodedRejection;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about orders that the vendor rejects: RC-206 to RC-208, RC-213 and RC-214. */
public interface SubmitRejectionRules extends ContractRuleGroup {

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-206 429 is RATE_LIMITED, not billed, after one request, with the delay of Retry-After")
    @Tag("fault-30")
    @Tag("fault-31")
    default void reportsRateLimit() {
        FaultRounds rounds = new FaultRounds(context());
        rounds.each(
                List.of(RetryAfterHeader.SECONDS),
                RetryAfterHeader.all(context().subject().now()),
                (operation, vendor, header) -> {
                    RuleCheck check = context().ruleCheck("RC-206", "the vendor responds with 429 and " + header);
                    vendor.nextSubmit(header.on(429));
                    VideoFailure failure = context().expectRejection(check, operation, FailureKind.RATE_LIMITED);
                    check.requireEqual(BillingStatus.NOT_BILLED, failure.billingStatus(), "it is not billed");
                    check.require(
                            header.allows(failure.retryAfter()),
                            "the failure has " + header.expected(),
                            () -> "its delay is " + failure.retryAfter());
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
    @DisplayName("RC-207 a connection that cannot be established is UNREACHABLE, not billed")
    @Tag("fault-3")
    default void reportsUnreachable() throws IOException {
        // bound but not listening: connections are refused, and no other process can get the port
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String refused = "http://127.0.0.1:" + bound.getLocalPort();
            // no name has a label of more than 63 characters, so nobody is asked for it
            String unknown = "https://" + "x".repeat(70) + ".invalid";
            FaultRounds rounds = new FaultRounds(context());
            rounds.each(List.of(refused), List.of(unknown), (operation, vendor, url) -> {
                RuleCheck check = context().ruleCheck("RC-207", "no server is at the base URL " + url);
                VideoProvider unreachable = context().subject().with(Map.of("base-url", url));
                Either<VideoFailure, TaskRef> result = context()
                        .callPort(
                                check,
                                () -> unreachable.generator().submit(context().resolved(operation)));
                check.require(
                        result.isLeft()
                                && result.getLeft().kind() == FailureKind.UNREACHABLE
                                && result.getLeft().billingStatus() == BillingStatus.NOT_BILLED,
                        "it is UNREACHABLE and not billed",
                        () -> "it is " + result);
            });
        }
    }

    @Test
    @DisplayName("RC-213 a documented error code decides the kind of a rejection whose status does not say it")
    default void readsErrorCodes() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            if (vendor.codedRejections().isEmpty()) {
                context().notApplicable("the vendor documents no code that its status does not explain");
                return;
            }
            for (CodedRejection rejection : vendor.codedRejections()) {
                ServerResponse response = rejection.response();
                RuleCheck check = context().ruleCheck("RC-213", "the vendor responds with " + text(response));
                vendor.nextSubmit(fault(response, response.status()).beforeAccepting());
                check.requireEqual(
                        BillingStatus.NOT_BILLED,
                        context()
                                .expectRejection(check, operation, rejection.kind())
                                .billingStatus(),
                        "it is not billed");
                // a code proves nothing if the status does not
                RuleCheck unproven = context().ruleCheck("RC-213", "a gateway sends the same body with 500");
                vendor.nextSubmit(fault(response, 500));
                context().expectRejection(unproven, operation, FailureKind.SUBMISSION_UNKNOWN);
            }
        });
    }

    private static Fault fault(ServerResponse response, int status) {
        return Fault.response(status, "application/json", response.body());
    }

    private static String text(ServerResponse response) {
        return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("RC-208 a rejection is mapped to the documented kind, and not billed")
    default void reportsRejections() {
        Set<Integer> statuses = Set.of(400, 401, 402, 403, 404);
        new FaultRounds(context())
                .submits(
                        "RC-208",
                        statuses,
                        FaultCatalog.submits(fault -> fault.provesRejection() && statuses.contains(fault.status())),
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
                        FaultCatalog.submits(fault -> statuses.contains(fault.status())
                                && (fault.body() == SubmitFault.Body.VENDOR_ERROR
                                        || fault.body() == SubmitFault.Body.EMPTY)),
                        failure -> {});
    }
}
