package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.contract.support.UnexpectedConnectionDetector;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.CodedRejection;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Contract rules about orders that the vendor rejects: RC-205 to RC-208 and RC-213. */
public interface SubmitRejectionRules extends ContractRuleGroup {

    @Test
    @DisplayName("RC-205 a redirect of a submit or a poll is not followed, and its target does not get the key")
    @Tag("fault-35")
    @Tag("fault-36")
    default void followsNoRedirect() throws IOException {
        RuleCheck check = context().ruleCheck("RC-205", "the vendor redirects an order or a poll to another server");
        try (ServerSocket target = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String location = "http://127.0.0.1:" + target.getLocalPort() + "/";
            context().eachOperationOnTheWire((operation, vendor) -> {
                for (int status : List.of(301, 302, 303, 307, 308)) {
                    vendor.nextSubmit(Fault.redirect(status, location));
                    Either<VideoFailure, TaskRef> result = context()
                            .callPort(check, () -> context().submit(context().resolved(operation)));
                    check.require(
                            result.isLeft()
                                    && List.of(FailureKind.SUBMISSION_UNKNOWN, FailureKind.INCOMPATIBLE)
                                            .contains(result.getLeft().kind()),
                            "HTTP " + status + " is SUBMISSION_UNKNOWN or INCOMPATIBLE",
                            () -> "it is " + result);
                }
                TaskRef task = context().submitted(check, operation);
                for (int status : List.of(301, 302, 303, 307, 308)) {
                    vendor.nextPoll(Fault.redirect(status, location));
                    Either<VideoFailure, TaskStatus> result =
                            context().callPort(check, () -> context().poll(task));
                    check.require(result.isLeft(), "a poll with HTTP " + status + " fails", () -> "it is " + result);
                }
            });
            check.require(
                    !UnexpectedConnectionDetector.wasContacted(target),
                    "no connection reaches the other server",
                    () -> "one did");
        }
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-206 429 is RATE_LIMITED, not billed, after one request, with the delay of Retry-After")
    @Tag("fault-30")
    @Tag("fault-31")
    default void reportsRateLimit() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-206", "the vendor responds with 429 and Retry-After: 7");
            vendor.nextSubmit(Fault.http(429).retryAfter("7"));
            VideoFailure failure = context().expectRejection(check, operation, FailureKind.RATE_LIMITED);
            check.requireEqual(BillingStatus.NOT_BILLED, failure.billingStatus(), "it is not billed");
            check.require(
                    failure.retryAfter().equals(Optional.of(Duration.ofSeconds(7))),
                    "the failure has a delay of 7 s",
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
        RuleCheck check = context().ruleCheck("RC-207", "no server listens at the base URL");
        // bound but not listening: connections are refused, and no other process can get the port
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            VideoProvider unreachable =
                    context().subject().with(Map.of("base-url", "http://127.0.0.1:" + bound.getLocalPort()));
            context().eachOperationOnTheWire((operation, vendor) -> {
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
                vendor.nextSubmit(fault(response, response.status()));
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
        Map<Integer, FailureKind> kinds = Map.of(
                400, FailureKind.INVALID_REQUEST,
                401, FailureKind.AUTHENTICATION,
                402, FailureKind.INSUFFICIENT_BALANCE,
                403, FailureKind.FORBIDDEN,
                404, FailureKind.INCOMPATIBLE);
        kinds.forEach((status, kind) -> {
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck check = context().ruleCheck("RC-208", "the vendor responds with " + status);
                vendor.nextSubmit(Fault.http(status));
                check.requireEqual(
                        BillingStatus.NOT_BILLED,
                        context().expectRejection(check, operation, kind).billingStatus(),
                        "it is not billed");
            });
        });
    }
}
