package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Retry;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.ApixoSimulator;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorRun;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that goes wrong is never sent twice, never lost and never misreported. */
class ApixoSubmitFaultTest {

    private static final String ECHO = "{\"error\":\"for key " + VendorRun.KEY + "\"}";

    private final VendorRun run = new VendorRun(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** After each of these the vendor has billed the order, and the client cannot know. */
    static Stream<Fault> faults_that_lose_the_answer() {
        return Stream.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.http(408),
                Fault.http(409),
                Fault.http(500),
                Fault.http(502),
                Fault.http(503),
                Fault.http(503).retryAfter("1"),
                Fault.http(504),
                Fault.http(500).body(ECHO),
                Fault.emptyBody(),
                Fault.reply(204, "application/json", ""),
                Fault.html(),
                Fault.cutBody(),
                Fault.gzip(),
                Fault.garbage(),
                Fault.oversizeBody(2 * 1024 * 1024),
                Fault.raw("HTTP/1.1 999 ?\r\nContent-Length: 2\r\n\r\n{}"),
                Fault.raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"taskId\":\"id-1\""),
                Fault.reply(200, "application/json", "{}"),
                Fault.reply(200, "application/json", "null"),
                Fault.reply(200, "application/json", "[{\"taskId\":\"id-1\"}]"),
                Fault.reply(200, "application/json", "{\"success\":true}"),
                Fault.reply(200, "application/json", ECHO),
                Fault.reply(200, "application/json", "{\"code\":200,\"message\":\"success\"}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{}}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":null}}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":\"\"}}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":7}}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":\"../x\"}}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":\"task_1\"}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":\"a\",\"taskId\":\"b\"}}"),
                Fault.reply(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":\"a\"}} {}"),
                envelope(0),
                envelope(302),
                envelope(408),
                envelope(409),
                envelope(500),
                envelope(503),
                envelope(1001),
                Fault.redirect(302, "/elsewhere"),
                Fault.redirect(303, "/elsewhere"));
    }

    @ParameterizedTest
    @MethodSource("faults_that_lose_the_answer")
    @Tag("fault-6")
    @Tag("fault-7")
    @Tag("fault-8")
    @Tag("fault-19")
    @Tag("fault-27")
    @Tag("fault-28")
    @Tag("fault-32")
    @Tag("fault-33")
    @Tag("fault-34")
    @Tag("fault-35")
    @Tag("fault-38")
    @Tag("fault-39")
    @Tag("fault-40")
    @Tag("fault-41")
    @Tag("fault-42")
    @Tag("fault-46")
    @Tag("fault-48")
    @Tag("fault-49")
    @Tag("fault-52")
    @Tag("fault-54")
    void an_order_whose_answer_is_lost_may_be_billed_and_is_not_sent_again(Fault fault) {
        int orders = 0;
        for (Operation operation : ApixoOrders.OPERATIONS) {
            run.vendor().nextSubmit(fault);
            assertUnknown(run.client(), operation);
            assertThat(run.vendor().ledger().submits()).as("%s", operation).hasSize(++orders);
            assertThat(run.vendor().ledger().orders()).as("%s", operation).hasSize(orders);
        }
    }

    static Stream<Fault> faults_that_take_too_long() {
        return Stream.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @MethodSource("faults_that_take_too_long")
    @Tag("fault-11")
    @Tag("fault-12")
    @Tag("fault-13")
    void an_order_that_is_not_answered_in_time_may_be_billed_and_is_not_sent_again(Fault fault) {
        VideoClient client =
                run.kept(run.builder().set("apixo.submit-timeout", "500ms").build());
        assertThatThrownBy(() -> client.status(run.task(Operation.ANIMATE, "connects-beforehand")))
                .isInstanceOf(VideoException.class);
        run.vendor().nextSubmit(fault);
        assertUnknown(client, Operation.ANIMATE);
        assertThat(run.vendor().ledger().submits()).hasSize(1);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(400, FailureKind.INVALID_REQUEST),
                Arguments.of(401, FailureKind.AUTHENTICATION),
                Arguments.of(402, FailureKind.INSUFFICIENT_BALANCE),
                Arguments.of(403, FailureKind.FORBIDDEN),
                Arguments.of(404, FailureKind.INCOMPATIBLE),
                Arguments.of(405, FailureKind.INCOMPATIBLE),
                Arguments.of(407, FailureKind.INCOMPATIBLE),
                Arguments.of(410, FailureKind.INCOMPATIBLE),
                Arguments.of(413, FailureKind.INVALID_REQUEST),
                Arguments.of(415, FailureKind.INCOMPATIBLE),
                Arguments.of(422, FailureKind.INVALID_REQUEST));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    @Tag("fault-16")
    @Tag("fault-22")
    @Tag("fault-23")
    @Tag("fault-24")
    @Tag("fault-25")
    @Tag("fault-26")
    @Tag("fault-29")
    @Tag("fault-51")
    @Tag("fault-55")
    void an_order_that_is_refused_by_status_or_by_code_is_not_billed_and_not_sent_again(int code, FailureKind kind) {
        for (Fault fault : List.of(
                Fault.http(code).body(ECHO).retryAfter("1"), envelope(code).beforeAccepting())) {
            for (Operation operation : ApixoOrders.OPERATIONS) {
                run.vendor().nextSubmit(fault);
                VideoFailure failure = failure(run.client(), operation);
                assertThat(failure.kind()).isEqualTo(kind);
                assertThat(failure.billing()).isEqualTo(Billing.NO);
                assertThat(failure.retry()).isEqualTo(Retry.NO);
                assertThat(failure.vendorMessage()).contains("for key ***");
            }
        }
        assertThat(run.vendor().ledger().submits()).hasSize(2 * ApixoOrders.OPERATIONS.size());
        assertThat(run.vendor().ledger().orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    @Tag("fault-24")
    void credits_that_ran_out_are_told_from_a_bad_order(int status) {
        run.vendor()
                .nextSubmit(
                        Fault.reply(status, "application/json", "{\"code\":400,\"message\":\"Insufficient credits\"}")
                                .beforeAccepting());
        assertThat(failure(run.client(), Operation.ANIMATE).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("fault-35")
    @Tag("fault-36")
    void a_redirect_is_not_followed_and_the_key_goes_nowhere(int status) {
        try (Simulator other = ApixoSimulator.create()) {
            String target = other.baseUrl() + "/generateTask/wan-2-2-animate";
            run.vendor().nextSubmit(Fault.redirect(status, target));
            VideoFailure failure = failure(run.client(), Operation.ANIMATE);
            assertThat(failure.kind())
                    .as("a 302 or 303 may answer an order that was taken")
                    .isEqualTo(
                            status == 302 || status == 303 ? FailureKind.SUBMISSION_UNKNOWN : FailureKind.INCOMPATIBLE);
            assertThat(failure.message()).contains(String.valueOf(status), "not followed");
            assertThat(other.ledger().requests()).isEmpty();
            assertThat(run.vendor().ledger().requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-30")
    @Tag("fault-31")
    void an_order_that_meets_the_rate_limit_waits_as_asked_and_goes_through_once() {
        run.vendor().nextSubmit(Fault.http(429).retryAfter("1"));
        run.vendor().nextSubmit(Fault.http(429).retryAfter("7"));
        var time = run.virtualTime();
        VideoClient client = run.kept(run.builder().timeline(time).build());
        var unused = client.submit(ApixoOrders.animate().build());
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(8));
        assertThat(run.vendor().ledger().submits()).hasSize(3);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-30")
    @Tag("fault-51")
    void an_order_that_meets_the_rate_limit_inside_the_envelope_goes_through_once() {
        run.vendor().nextSubmit(envelope(429).beforeAccepting());
        VideoClient client = run.kept(run.builder().timeline(run.virtualTime()).build());
        var unused = client.submit(ApixoOrders.animate().build());
        assertThat(run.vendor().ledger().submits()).hasSize(2);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-30")
    void a_rate_limit_that_does_not_end_is_a_refusal() {
        for (int i = 0; i < 10; i++) {
            run.vendor().nextSubmit(Fault.http(429));
        }
        VideoClient client = run.kept(run.builder().timeline(run.virtualTime()).build());
        VideoFailure failure = failure(client, Operation.ANIMATE);
        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.billing()).isEqualTo(Billing.NO);
        assertThat(run.vendor().ledger().submits()).hasSize(4);
        assertThat(run.vendor().ledger().orders()).isEmpty();
    }

    @Test
    @Tag("fault-3")
    void an_order_that_cannot_leave_is_not_billed() {
        run.vendor().close();
        VideoClient client = run.kept(run.builder().timeline(run.virtualTime()).build());
        VideoFailure failure = failure(client, Operation.ANIMATE);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.billing()).isEqualTo(Billing.NO);
    }

    /** HTTP says yes and the vendor's own code says something else. */
    private static Fault envelope(int code) {
        return Fault.reply(
                200,
                "application/json",
                "{\"code\":" + code + ",\"message\":\"for key " + VendorRun.KEY + "\",\"data\":null}");
    }

    private static void assertUnknown(VideoClient client, Operation operation) {
        VideoFailure failure = failure(client, operation);
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billing()).isEqualTo(Billing.MAYBE);
        assertThat(failure.retry()).isEqualTo(Retry.NO);
        assertThat(failure.message()).contains("may have accepted and billed", "console");
    }

    /** Of an order; nothing of the failure shows the key. */
    private static VideoFailure failure(VideoClient client, Operation operation) {
        try {
            var generation = client.submit(ApixoOrders.of(operation).build());
            throw new AssertionError("accepted: " + generation);
        } catch (VideoException e) {
            for (String text : List.of(
                    String.valueOf(e.getMessage()), e.toString(), e.failure().toString())) {
                assertThat(text).doesNotContain(VendorRun.KEY);
            }
            assertThat(e).hasNoCause();
            return e.failure();
        }
    }
}
