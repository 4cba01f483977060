package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RC-2xx: submitting and money. */
interface SubmittingRules extends RuleTests {

    @Test
    @DisplayName("RC-201 an accepted order is one order at the vendor and a task that can be printed and read")
    default void answersWithTheTask() {
        Lesson lesson = bench().lesson("RC-201", "an order that nothing befalls");
        bench().eachOperation(operation -> {
            int before = bench().subject().acceptedOrders();
            TaskRef task = bench().submitted(lesson, operation);
            lesson.requireEqual(
                    before + 1, bench().subject().acceptedOrders(), "the number of orders at the vendor is right");
            lesson.requireEqual(bench().provider().id(), task.provider(), "the task names the provider");
            lesson.requireEqual(operation, task.operation(), "the task names the operation");
            lesson.requireEqual(bench().resolved(operation).digest(), task.digest(), "the task names the order");
            TaskRef read = TaskRef.parse(task.toString());
            lesson.requireEqual(task, read, "the printed task is read back");
            Either<VideoFailure, TaskStatus> elsewhere = bench().unthrown(
                            lesson,
                            () -> bench().subject().with(Map.of()).tracker().status(read));
            lesson.require(
                    elsewhere.isRight(), "another program finds it by what was printed", () -> "it is " + elsewhere);
        });
    }

    @Test
    @DisplayName("RC-202 a submit reaches the vendor at most once, however the connection ends")
    default void sendsOnce() {
        meets(
                "RC-202",
                FailureKind.SUBMISSION_UNKNOWN,
                List.of(Fault.connectionReset(), Fault.connectionClosed(), Fault.cutBody(), Fault.garbage()));
    }

    @Test
    @DisplayName("RC-203 408, 409 and every 5xx of a submit leave its fate unknown")
    default void doesNotTrustServerErrors() {
        meets(
                "RC-203",
                FailureKind.SUBMISSION_UNKNOWN,
                List.of(
                        Fault.http(408),
                        Fault.http(409),
                        Fault.http(500),
                        Fault.http(502),
                        Fault.http(503).retryAfter("1"),
                        Fault.http(504)));
    }

    @Test
    @DisplayName("RC-204 a 2xx that cannot be read, or has no task id, leaves the fate of a submit unknown")
    default void doesNotTrustUnreadableSuccess() {
        meets(
                "RC-204",
                FailureKind.SUBMISSION_UNKNOWN,
                List.of(
                        Fault.emptyBody(),
                        Fault.html(),
                        Fault.gzip(),
                        Fault.oversizeBody(2 * 1024 * 1024),
                        Fault.reply(200, "application/json", "{\"success\": true}"),
                        Fault.reply(200, "application/json", "null"),
                        Fault.reply(200, "application/json", "[]")));
    }

    @Test
    @DisplayName("RC-205 a redirect of a submit is not followed, and the key stays where it belongs")
    default void followsNoRedirect() throws IOException {
        Lesson lesson = bench().lesson("RC-205", "the vendor redirects the order to another server");
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
            });
            lesson.require(!Knock.on(elsewhere), "nothing arrives at the other server", () -> "a connection did");
        }
    }

    @Test
    @DisplayName("RC-206 429 is RATE_LIMITED, not billed, sent once, with the wait the vendor asks for")
    default void tellsRateLimit() {
        Lesson lesson = bench().lesson("RC-206", "the vendor answers 429 with Retry-After: 7");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            int before = vendor.ledger().submits().size();
            vendor.nextSubmit(Fault.http(429).retryAfter("7"));
            VideoFailure failure = refused(lesson, operation, FailureKind.RATE_LIMITED);
            arrivedOnce(lesson, vendor, before);
            lesson.requireEqual(Billing.NO, failure.billing(), "it is not billed");
            lesson.require(
                    failure.retryAfter().equals(Optional.of(Duration.ofSeconds(7))),
                    "the failure says to wait 7 s",
                    () -> "it says " + failure.retryAfter());
        });
    }

    @Test
    @DisplayName("RC-207 a connection that cannot be made is UNREACHABLE, not billed")
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
            Lesson lesson = bench().lesson("RC-208", "the vendor answers " + status);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                int before = vendor.ledger().submits().size();
                vendor.nextSubmit(Fault.http(status));
                lesson.requireEqual(Billing.NO, refused(lesson, operation, kind).billing(), "it is not billed");
                arrivedOnce(lesson, vendor, before);
            });
        });
    }

    @Test
    @DisplayName("RC-209 every value of the order reaches the vendor")
    default void sendsEverything() {
        Lesson lesson = bench().lesson("RC-209", "an order that sets every text and number it can");
        bench().eachOperationOnTheWire((operation, vendor) -> {
            FullOrders.of(bench(), operation).forEach(order -> {
                String sent = sent(lesson, vendor, order.request());
                order.marks()
                        .forEach((field, mark) -> lesson.require(
                                sent.contains(mark),
                                "the value of " + field + " is in the request",
                                () -> "this was sent: " + sent));
            });
            // vendors spell sizes in many ways, but never two sizes alike
            FullOrders.sizes(bench(), operation).forEach(pair -> {
                String small = sent(lesson, vendor, pair.get(0));
                lesson.require(
                        !small.equals(sent(lesson, vendor, pair.get(1))),
                        "orders of two sizes differ on the wire",
                        () -> "both times this was sent: " + small);
            });
        });
    }

    private String sent(Lesson lesson, Simulator vendor, GenerationRequest order) {
        bench().submitted(lesson, bench().resolved(order));
        List<ReceivedRequest> submits = vendor.ledger().submits();
        return submits.get(submits.size() - 1).body();
    }

    @Test
    @DisplayName("RC-210 the plainest order of every model is accepted by the vendor")
    default void sendsLegalDefaults() {
        Lesson lesson = bench().lesson("RC-210", "an order that leaves everything optional unset");
        bench().eachOperation(operation -> FullOrders.plainest(bench(), operation)
                .forEach(order -> bench().submitted(lesson, bench().resolved(order))));
    }

    @Test
    @DisplayName("RC-211 a submit ends at its deadline when the vendor says nothing")
    default void keepsItsDeadline() {
        VideoProvider hurried = bench().subject().with(Map.of("submit-timeout", "300ms"));
        bench().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault :
                    List.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(100)))) {
                Lesson lesson = bench().lesson("RC-211", "the vendor accepts the order, then: " + fault);
                int before = vendor.ledger().submits().size();
                vendor.nextSubmit(fault);
                Either<VideoFailure, TaskRef> answer = inTime(lesson, hurried, operation);
                // a machine too busy to connect in time has sent nothing and says so; the fault still waits
                for (int more = 0; more < 5 && neverLeft(answer, vendor, before); more++) {
                    answer = inTime(lesson, hurried, operation);
                }
                Either<VideoFailure, TaskRef> last = answer;
                lesson.require(
                        last.isLeft() && last.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN,
                        "it is SUBMISSION_UNKNOWN",
                        () -> "it is " + last);
                arrivedOnce(lesson, vendor, before);
            }
        });
    }

    private Either<VideoFailure, TaskRef> inTime(Lesson lesson, VideoProvider hurried, Operation operation) {
        return Patience.within(
                Duration.ofSeconds(5),
                () -> bench().unthrown(lesson, () -> hurried.generator().submit(bench().resolved(operation))),
                () -> lesson.failed("it answers at its deadline of 300 ms", "it had not after 5 s"));
    }

    private static boolean neverLeft(Either<VideoFailure, TaskRef> answer, Simulator vendor, int before) {
        return answer.isLeft()
                && answer.getLeft().kind() == FailureKind.UNREACHABLE
                && vendor.ledger().submits().size() == before;
    }

    private void meets(String rule, FailureKind expected, List<Fault> faults) {
        bench().eachOperationOnTheWire((operation, vendor) -> {
            for (Fault fault : faults) {
                Lesson lesson = bench().lesson(rule, "the vendor accepts the order, then: " + fault);
                int before = vendor.ledger().submits().size();
                vendor.nextSubmit(fault);
                VideoFailure failure = refused(lesson, operation, expected);
                arrivedOnce(lesson, vendor, before);
                lesson.require(
                        failure.billing() != Billing.NO,
                        "it may have been billed",
                        () -> "it says " + failure.billing());
            }
        });
    }

    private VideoFailure refused(Lesson lesson, Operation operation, FailureKind expected) {
        Either<VideoFailure, TaskRef> answer =
                bench().unthrown(lesson, () -> bench().submit(bench().resolved(operation)));
        lesson.require(
                answer.isLeft() && answer.getLeft().kind() == expected,
                "it is " + expected,
                () -> "it is " + answer + "\n" + bench().exchange());
        return answer.getLeft();
    }

    private void arrivedOnce(Lesson lesson, Simulator vendor, int before) {
        if (vendor.ledger().submits().size() == before) {
            awaitArrival(vendor);
        }
        int arrived = vendor.ledger().submits().size() - before;
        lesson.require(
                arrived == 1,
                "exactly 1 request may arrive: each one is billed",
                () -> arrived + " arrived\n" + bench().exchange());
    }

    /** What left right before a deadline is still on its way when the deadline has passed. */
    private static void awaitArrival(Simulator vendor) {
        try {
            vendor.ledger().awaitRequests(vendor.ledger().requests().size() + 1, Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
