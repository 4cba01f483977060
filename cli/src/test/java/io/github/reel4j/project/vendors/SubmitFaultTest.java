package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a failed order is never sent twice, never lost and never misreported. */
@Tag("long")
class SubmitFaultTest extends EachVendorTest {

    private static final String MESSAGE = "for key " + VendorTestHarness.KEY;
    private static final String ECHO = "{\"error\":\"" + MESSAGE + "\"}";

    /** Returns faults after which the vendor has billed the order and the client cannot know it. */
    Stream<Fault> faults_that_lose_the_response() {
        return Stream.concat(
                Stream.of(
                        Fault.connectionReset(),
                        Fault.connectionClosed(),
                        Fault.http(408),
                        Fault.http(409),
                        Fault.http(418),
                        Fault.http(421),
                        Fault.http(423),
                        Fault.http(424),
                        Fault.http(425),
                        Fault.http(444),
                        Fault.http(460),
                        Fault.http(499),
                        Fault.http(599),
                        Fault.http(500),
                        Fault.http(502),
                        Fault.http(503),
                        Fault.http(503).retryAfter("1"),
                        Fault.http(504),
                        Fault.http(500).body(ECHO),
                        Fault.emptyBody(),
                        Fault.response(204, "application/json", ""),
                        Fault.html(),
                        Fault.cutBody(),
                        Fault.gzip(),
                        Fault.garbage(),
                        Fault.oversizeBody(2 * 1024 * 1024),
                        Fault.raw("HTTP/1.1 999 ?\r\nContent-Length: 2\r\n\r\n{}"),
                        VendorResponses.ok("{}"),
                        VendorResponses.ok("null"),
                        VendorResponses.ok("{\"success\":true}"),
                        VendorResponses.ok(ECHO),
                        Fault.redirect(302, "/elsewhere"),
                        Fault.redirect(303, "/elsewhere")),
                vendor().responses().withoutTask(MESSAGE));
    }

    @ParameterizedTest
    @MethodSource("faults_that_lose_the_response")
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
    @Tag("fault-127")
    void an_order_with_a_lost_response_is_not_resent(Fault fault) {
        int orders = 0;
        for (Operation operation : vendor().operations()) {
            run().vendor().nextSubmit(fault);
            assertUnknown(run().client(), vendor().order(operation));
            assertThat(run().vendor().ledger().submits()).as("%s", operation).hasSize(++orders);
            assertThat(run().vendor().ledger().orders()).as("%s", operation).hasSize(orders);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 422, 429})
    @Tag("fault-128")
    void a_proxy_s_page_is_not_a_rejection(int status) {
        run().vendor().nextSubmit(Fault.page(status).beforeAccepting());
        assertUnknown(run().client(), vendor().minimalOrder());
        assertThat(run().vendor().ledger().submits()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 413, 422, 429, 499, 500})
    @Tag("fault-129")
    void a_rejection_that_names_a_task_keeps_the_task(int status) {
        for (Operation operation : vendor().operations()) {
            run().vendor().nextSubmit(Fault.namingTask(status));
            VideoFailure failure = failure(run().client(), vendor().order(operation));
            List<BilledOrder> orders = run().vendor().ledger().orders();
            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.task().map(TaskRef::id))
                    .contains(orders.get(orders.size() - 1).taskId());
            assertThat(run().client()
                            .resume(failure.task().orElseThrow())
                            .await()
                            .url())
                    .isNotNull();
        }
        assertThat(run().vendor().ledger().submits())
                .hasSize(vendor().operations().size());
    }

    static Stream<Fault> slow_faults() {
        return Stream.of(Fault.silence(), Fault.headersThenSilence(), Fault.drip(Duration.ofMillis(100)));
    }

    @ParameterizedTest
    @MethodSource("slow_faults")
    @Tag("fault-11")
    @Tag("fault-12")
    @Tag("fault-13")
    void an_order_that_times_out_is_not_resent(Fault fault) {
        VideoClient client = run().closeAtEnd(run().builder()
                .property(vendor().setting("submit-timeout"), "500ms")
                .build());
        assertThatThrownBy(() -> client.status(run().task(Operation.ANIMATE, "connects-beforehand")))
                .isInstanceOf(VideoException.class);
        run().vendor().nextSubmit(fault);
        assertUnknown(client, vendor().minimalOrder());
        assertThat(run().vendor().ledger().submits()).hasSize(1);
        assertThat(run().vendor().ledger().orders()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "402, INSUFFICIENT_BALANCE",
        "403, FORBIDDEN",
        "404, INCOMPATIBLE",
        "405, INCOMPATIBLE",
        "407, INCOMPATIBLE",
        "410, INCOMPATIBLE",
        "413, INVALID_REQUEST",
        "415, INCOMPATIBLE",
        "422, INVALID_REQUEST"
    })
    @Tag("fault-16")
    @Tag("fault-22")
    @Tag("fault-23")
    @Tag("fault-24")
    @Tag("fault-25")
    @Tag("fault-26")
    @Tag("fault-29")
    @Tag("fault-51")
    @Tag("fault-55")
    void a_rejected_order_is_not_billed_and_not_resent(int code, FailureKind kind) {
        List<Fault> rejections = rejections(Fault.http(code).body(ECHO).retryAfter("1"), code);
        for (Fault rejection : rejections) {
            for (Operation operation : vendor().operations()) {
                run().vendor().nextSubmit(rejection);
                VideoFailure failure = failure(run().client(), vendor().order(operation));
                assertThat(failure.kind()).isEqualTo(kind);
                assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
                assertThat(failure.retryability()).isEqualTo(Retryability.NEVER);
                assertThat(failure.vendorMessage()).contains("for key ***");
            }
        }
        assertThat(run().vendor().ledger().submits())
                .hasSize(rejections.size() * vendor().operations().size());
        assertThat(run().vendor().ledger().orders()).isEmpty();
    }

    Stream<Fault> responses_without_credits() {
        return vendor().responses().withoutCredits();
    }

    @ParameterizedTest
    @MethodSource("responses_without_credits")
    @Tag("fault-24")
    void missing_credits_differ_from_an_invalid_order(Fault rejection) {
        run().vendor().nextSubmit(rejection);
        assertThat(failure(run().client(), vendor().minimalOrder()).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("fault-35")
    @Tag("fault-36")
    void a_redirected_submit_is_not_followed(int status) {
        try (Simulator other = vendor().simulator().start()) {
            run().vendor().nextSubmit(Fault.redirect(status, other.baseUrl() + vendor().minimalOrderPath()));
            VideoFailure failure = failure(run().client(), vendor().minimalOrder());
            assertThat(failure.kind())
                    .as("a 302 or 303 may be the response to an accepted order")
                    .isEqualTo(
                            status == 302 || status == 303 ? FailureKind.SUBMISSION_UNKNOWN : FailureKind.INCOMPATIBLE);
            assertThat(failure.message()).contains(String.valueOf(status), "not followed");
            assertThat(other.ledger().requests()).isEmpty();
            assertThat(run().vendor().ledger().requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-30")
    @Tag("fault-31")
    void a_rate_limited_order_waits_and_is_accepted_once() {
        run().vendor().nextSubmit(Fault.http(429).retryAfter("1"));
        run().vendor().nextSubmit(Fault.http(429).retryAfter("7"));
        var time = run().virtualTime();
        VideoClient client = run().closeAtEnd(run().builder().scheduler(time).build());
        var unused = client.submit(vendor().minimalOrder());
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(8));
        assertThat(run().vendor().ledger().submits()).hasSize(3);
        assertThat(run().vendor().ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-30")
    @Tag("fault-51")
    void every_rate_limit_response_leads_to_one_order() {
        List<Fault> limits = rejections(Fault.http(429), 429);
        VideoClient client =
                run().closeAtEnd(run().builder().scheduler(run().virtualTime()).build());
        int sent = 0;
        for (Fault limit : limits) {
            run().vendor().nextSubmit(limit);
            var unused = client.submit(vendor().minimalOrder());
            sent += 2;
            assertThat(run().vendor().ledger().submits()).hasSize(sent);
            assertThat(run().vendor().ledger().orders()).hasSize(sent / 2);
        }
    }

    @Test
    @Tag("fault-30")
    void an_endless_rate_limit_is_a_rejection() {
        for (int i = 0; i < 10; i++) {
            run().vendor().nextSubmit(Fault.http(429));
        }
        VideoClient client =
                run().closeAtEnd(run().builder().scheduler(run().virtualTime()).build());
        VideoFailure failure = failure(client, vendor().minimalOrder());
        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(run().vendor().ledger().submits()).hasSize(4);
        assertThat(run().vendor().ledger().orders()).isEmpty();
    }

    /** Returns the rejection of every vendor and those of this one. */
    private List<Fault> rejections(Fault byStatus, int code) {
        return Stream.concat(Stream.of(byStatus), vendor().responses().rejections(code, MESSAGE))
                .toList();
    }

    private static void assertUnknown(VideoClient client, GenerationRequest order) {
        VideoFailure failure = failure(client, order);
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.retryability()).isEqualTo(Retryability.NEVER);
        assertThat(failure.message()).contains("may have accepted and billed", "console");
    }

    /** Of an order; nothing of the failure shows the key. */
    private static VideoFailure failure(VideoClient client, GenerationRequest order) {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.submit(order));
        assertThat(thrown).as("how the order fails").isNotNull().hasNoCause();
        assertThat(List.of(
                        String.valueOf(thrown.getMessage()),
                        thrown.toString(),
                        thrown.failure().toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain(VendorTestHarness.KEY));
        return thrown.failure();
    }
}
