package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.ConnectionProbe;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import io.github.reel4j.testkit.simulator.Fault;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

/** RC-205 to RC-208: orders that the vendor does not take. */
interface SubmitRejectionRules extends RuleTests {

    @Test
    @DisplayName("RC-205 a redirect of a submit or a poll is not followed, and the key stays where it belongs")
    @Tag("fault-35")
    @Tag("fault-36")
    default void followsNoRedirect() throws IOException {
        RuleCheck check = context().ruleCheck("RC-205", "the vendor redirects an order or a poll to another server");
        try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String there = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
            context().eachOperationOnTheWire((operation, vendor) -> {
                for (int status : List.of(301, 302, 303, 307, 308)) {
                    vendor.nextSubmit(Fault.redirect(status, there));
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
                    vendor.nextPoll(Fault.redirect(status, there));
                    Either<VideoFailure, TaskStatus> result =
                            context().callPort(check, () -> context().poll(task));
                    check.require(
                            result.isLeft(), "HTTP " + status + " tells nothing of the task", () -> "it is " + result);
                }
            });
            check.require(
                    !ConnectionProbe.wasContacted(elsewhere),
                    "nothing arrives at the other server",
                    () -> "a connection did");
        }
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-206 429 is RATE_LIMITED, not billed, sent once, with the wait the vendor asks for")
    @Tag("fault-30")
    @Tag("fault-31")
    default void reportsRateLimit() {
        context().eachOperationOnTheWire((operation, vendor) -> {
            RuleCheck check = context().ruleCheck("RC-206", "the vendor answers 429 with Retry-After: 7");
            vendor.nextSubmit(Fault.http(429).retryAfter("7"));
            VideoFailure failure = context().expectRejection(check, operation, FailureKind.RATE_LIMITED);
            check.requireEqual(BillingStatus.NOT_BILLED, failure.billingStatus(), "it is not billed");
            check.require(
                    failure.retryAfter().equals(Optional.of(Duration.ofSeconds(7))),
                    "the failure says to wait 7 s",
                    () -> "it says " + failure.retryAfter());
        });
        Instant date = context().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        LocaleAndZone.inEach(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck dated = context().ruleCheck("RC-206", "the vendor answers " + fault + ", 90 s from now");
                vendor.nextSubmit(fault);
                context().requireWait(dated, context().expectRejection(dated, operation, FailureKind.RATE_LIMITED));
            });
        });
    }

    @Test
    @DisplayName("RC-207 a connection that cannot be made is UNREACHABLE, not billed")
    @Tag("fault-3")
    default void reportsUnreachable() throws IOException {
        RuleCheck check = context().ruleCheck("RC-207", "nobody listens at the base URL");
        // bound but not listening: refuses, and nobody else can be given the port meanwhile
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            VideoProvider nowhere =
                    context().subject().with(Map.of("base-url", "http://127.0.0.1:" + deaf.getLocalPort()));
            context().eachOperationOnTheWire((operation, vendor) -> {
                Either<VideoFailure, TaskRef> result = context()
                        .callPort(
                                check,
                                () -> nowhere.generator().submit(context().resolved(operation)));
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
    @DisplayName("RC-208 a refusal of the vendor is the kind that tells what to do, and not billed")
    default void reportsRejections() {
        Map<Integer, FailureKind> kinds = Map.of(
                400, FailureKind.INVALID_REQUEST,
                401, FailureKind.AUTHENTICATION,
                402, FailureKind.INSUFFICIENT_BALANCE,
                403, FailureKind.FORBIDDEN,
                404, FailureKind.INCOMPATIBLE);
        kinds.forEach((status, kind) -> {
            context().eachOperationOnTheWire((operation, vendor) -> {
                RuleCheck check = context().ruleCheck("RC-208", "the vendor answers " + status);
                vendor.nextSubmit(Fault.http(status));
                check.requireEqual(
                        BillingStatus.NOT_BILLED,
                        context().expectRejection(check, operation, kind).billingStatus(),
                        "it is not billed");
            });
        });
    }
}
