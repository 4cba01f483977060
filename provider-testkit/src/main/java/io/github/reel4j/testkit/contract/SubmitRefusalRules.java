package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
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
interface SubmitRefusalRules extends RuleTests {

    @Test
    @DisplayName("RC-205 a redirect of a submit or a poll is not followed, and the key stays where it belongs")
    @Tag("fault-35")
    @Tag("fault-36")
    default void followsNoRedirect() throws IOException {
        Lesson lesson = bench().lesson("RC-205", "the vendor redirects an order or a poll to another server");
        try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String there = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
            bench().eachOperationOnTheWire((operation, vendor) -> {
                for (int status : List.of(301, 302, 303, 307, 308)) {
                    vendor.nextSubmit(Fault.redirect(status, there));
                    Either<VideoFailure, TaskRef> answer =
                            bench().unthrown(lesson, () -> bench().submit(bench().resolved(operation)));
                    lesson.require(
                            answer.isLeft()
                                    && List.of(FailureKind.SUBMISSION_UNKNOWN, FailureKind.INCOMPATIBLE)
                                            .contains(answer.getLeft().kind()),
                            "HTTP " + status + " is SUBMISSION_UNKNOWN or INCOMPATIBLE",
                            () -> "it is " + answer);
                }
                TaskRef task = bench().submitted(lesson, operation);
                for (int status : List.of(301, 302, 303, 307, 308)) {
                    vendor.nextPoll(Fault.redirect(status, there));
                    Either<VideoFailure, TaskStatus> answer = bench().unthrown(lesson, () -> bench().poll(task));
                    lesson.require(
                            answer.isLeft(), "HTTP " + status + " tells nothing of the task", () -> "it is " + answer);
                }
            });
            lesson.require(!Knock.on(elsewhere), "nothing arrives at the other server", () -> "a connection did");
        }
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    @DisplayName("RC-206 429 is RATE_LIMITED, not billed, sent once, with the wait the vendor asks for")
    @Tag("fault-30")
    @Tag("fault-31")
    default void tellsRateLimit() {
        bench().eachOperationOnTheWire((operation, vendor) -> {
            Lesson lesson = bench().lesson("RC-206", "the vendor answers 429 with Retry-After: 7");
            vendor.nextSubmit(Fault.http(429).retryAfter("7"));
            VideoFailure failure = bench().refusal(lesson, operation, FailureKind.RATE_LIMITED);
            lesson.requireEqual(Billing.NO, failure.billing(), "it is not billed");
            lesson.require(
                    failure.retryAfter().equals(Optional.of(Duration.ofSeconds(7))),
                    "the failure says to wait 7 s",
                    () -> "it says " + failure.retryAfter());
        });
        Instant date = bench().subject().now().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        Abroad.everywhere(() -> {
            Fault fault = Fault.http(429).retryAfter(date);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                Lesson dated = bench().lesson("RC-206", "the vendor answers " + fault + ", 90 s from now");
                vendor.nextSubmit(fault);
                bench().requireWait(dated, bench().refusal(dated, operation, FailureKind.RATE_LIMITED));
            });
        });
    }

    @Test
    @DisplayName("RC-207 a connection that cannot be made is UNREACHABLE, not billed")
    @Tag("fault-3")
    default void tellsUnreachable() throws IOException {
        Lesson lesson = bench().lesson("RC-207", "nobody listens at the base URL");
        // bound but not listening: refuses, and nobody else can be given the port meanwhile
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            VideoProvider nowhere =
                    bench().subject().with(Map.of("base-url", "http://127.0.0.1:" + deaf.getLocalPort()));
            bench().eachOperationOnTheWire((operation, vendor) -> {
                Either<VideoFailure, TaskRef> answer =
                        bench().unthrown(lesson, () -> nowhere.generator().submit(bench().resolved(operation)));
                lesson.require(
                        answer.isLeft()
                                && answer.getLeft().kind() == FailureKind.UNREACHABLE
                                && answer.getLeft().billing() == Billing.NO,
                        "it is UNREACHABLE and not billed",
                        () -> "it is " + answer);
            });
        }
    }

    @Test
    @DisplayName("RC-208 a refusal of the vendor is the kind that tells what to do, and not billed")
    default void tellsRefusals() {
        Map<Integer, FailureKind> kinds = Map.of(
                400, FailureKind.INVALID_REQUEST,
                401, FailureKind.AUTHENTICATION,
                402, FailureKind.INSUFFICIENT_BALANCE,
                403, FailureKind.FORBIDDEN,
                404, FailureKind.INCOMPATIBLE);
        kinds.forEach((status, kind) -> {
            bench().eachOperationOnTheWire((operation, vendor) -> {
                Lesson lesson = bench().lesson("RC-208", "the vendor answers " + status);
                vendor.nextSubmit(Fault.http(status));
                lesson.requireEqual(
                        Billing.NO, bench().refusal(lesson, operation, kind).billing(), "it is not billed");
            });
        });
    }
}
