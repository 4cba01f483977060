package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every end of the call that pays comes to: an order, a proof that there is none, or an unknown fate. */
@Timeout(20)
class SubmitFateTest {

    private static final Set<Integer> PROVABLY_NO_ORDER_BUT_4XX = Set.of(301, 307, 308);
    private static final Set<Integer> UNKNOWN_4XX = Set.of(408, 409);

    private static VideoFailure failure(String status, String headers, String body) {
        try (SampleVendor vendor = SampleVendor.answering(status, headers, body)) {
            VideoFailure failure = vendor.submit().getLeft();
            assertThat(vendor.requests()).isEqualTo(1);
            return failure;
        }
    }

    /** The same code in a body under 200, for the vendors that have their own there. */
    private static VideoFailure refusedInBody(int code, String body) {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            Reply<String> reply = new Reply<>(200, "", body.getBytes(StandardCharsets.UTF_8));
            return vendor.connection().failures().refusedSubmit(code, reply);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, INCOMPATIBLE",
        "307, INCOMPATIBLE",
        "308, INCOMPATIBLE",
        "400, INVALID_REQUEST",
        "413, INVALID_REQUEST",
        "422, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "402, INSUFFICIENT_BALANCE",
        "403, FORBIDDEN",
        "404, INCOMPATIBLE",
        "405, INCOMPATIBLE",
        "410, INCOMPATIBLE",
        "499, INCOMPATIBLE",
        "429, RATE_LIMITED"
    })
    void a_refusal_by_http_is_no_order(int status, FailureKind kind) {
        VideoFailure failure = failure(status + " No", "", "{}");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.billing()).isEqualTo(Billing.NO);
        assertThat(failure.message())
                .startsWith("acme answered " + status + ".")
                .doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 303, 304, 305, 399, 408, 409, 500, 501, 502, 503, 504, 511, 599})
    void what_is_no_refusal_of_an_order_leaves_its_fate_unknown(int status) {
        VideoFailure failure = failure(status + " Oh", "", "");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billing()).isEqualTo(Billing.MAYBE);
        assertThat(failure.message())
                .contains("may have accepted and billed", "vendor's console before ordering again");
    }

    static IntStream codes() {
        return IntStream.of(-1, 0, 1, 100, 200, 201, 299, 300, 399, 400, 450, 499, 500, 599, 600, 999, 1001, 40_000);
    }

    /** A vendor may invent codes: only those of the family that HTTP has for refusals prove anything. */
    @ParameterizedTest
    @MethodSource("codes")
    void a_code_of_the_vendors_own_proves_no_more_than_the_same_status_does(int code) {
        boolean refusal =
                PROVABLY_NO_ORDER_BUT_4XX.contains(code) || (code >= 400 && code < 500 && !UNKNOWN_4XX.contains(code));

        assertThat(refusedInBody(code, "{}").billing()).isEqualTo(refusal ? Billing.NO : Billing.MAYBE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Insufficient credits\"}",
                "{\"message\":\"You have INSUFFICIENT CREDIT left\"}",
                "{\"error\":{\"message\":\"insufficient balance\"}}"
            })
    void an_empty_account_is_told_from_a_bad_request_by_the_vendors_words(String body) {
        assertThat(refusedInBody(400, body).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(refusedInBody(422, body).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(refusedInBody(500, body).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(refusedInBody(400, "{\"error\":\"insufficient pixels\"}").kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | acme answered 400: "no".
            401 | acme answered 401: "no". Check the key: setting acme.api-key.
            402 | acme answered 402: "no". Top up the account at the vendor.
            403 | acme answered 403: "no". The key may not use this, or a quota is used up.
            404 | acme answered 404: "no". The vendor's interface is not where or how its document has it; is the base URL right?
            429 | acme answered 429: "no". Wait, then order again.
            """)
    void the_message_is_the_vendors_words_and_what_to_do(int status, String message) {
        assertThat(refusedInBody(status, "{\"error\":\"no\"}").message()).isEqualTo(message);
    }

    @Test
    void the_vendors_words_are_kept_without_the_key() {
        String body = "{\"code\":\"K-canary-4711\",\"message\":\"key canary-4711 is busy\"}";
        VideoFailure failure = failure("429 Slow down", "Retry-After: 7\r\n", body);

        assertThat(failure.vendorCode()).contains("K-***");
        assertThat(failure.vendorMessage()).contains("key *** is busy");
        assertThat(failure.rawReply()).contains("{\"code\":\"K-***\",\"message\":\"key *** is busy\"}");
        assertThat(failure.message()).contains(": \"key *** is busy\".");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_wait_may_be_a_date() {
        VideoFailure failure = failure("429 Slow down", "Retry-After: Fri, 20 Nov 2026 08:00:30 GMT\r\n", "");

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(failure.rawReply()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            https://other.example/x?token=1 | 307 (to https://other.example, not followed).
            HTTPS://Other.example:0/x       | 307 (to https://other.example:0, not followed).
            mailto:orders@other.example     | 307.
            https:///x                      | 307.
            https://other example/          | 307.
            """)
    void a_redirect_is_told_by_where_it_leads_and_no_more(String location, String words) {
        VideoFailure failure = failure("307 Elsewhere", "Location: " + location + "\r\n", "");

        assertThat(failure.kind()).isEqualTo(FailureKind.INCOMPATIBLE);
        assertThat(failure.message()).startsWith("acme answered " + words + " The vendor's interface");
    }

    @Test
    void a_connection_that_was_never_made_is_no_order() {
        SampleVendor gone = SampleVendor.answering("200 OK", "", "{}");
        gone.close();
        VideoFailure failure = gone.submit().getLeft();

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.billing()).isEqualTo(Billing.NO);
        assertThat(failure.message()).endsWith(". Nothing was sent.");
    }

    @Test
    void an_interrupt_before_the_first_byte_is_no_order() {
        try (SampleVendor vendor = SampleVendor.answering("200 OK", "", "{\"id\":\"t1\"}")) {
            Thread.currentThread().interrupt();
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
            assertThat(failure.billing()).isEqualTo(Billing.NO);
            assertThat(failure.message()).endsWith(" was interrupted before the request was sent. Nothing was sent.");
            assertThat(vendor.requests()).isZero();
        }
    }

    @Test
    void an_interrupt_once_the_request_is_there_leaves_the_fate_unknown() {
        Thread caller = Thread.currentThread();
        try (SampleVendor vendor = SampleVendor.that(call -> {
            caller.interrupt();
            call.stall();
        })) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message()).contains(" was interrupted after the request was sent. The vendor may have");
        }
    }

    @Test
    void a_connection_that_breaks_without_an_answer_leaves_the_fate_unknown() {
        try (SampleVendor vendor = SampleVendor.that(RawServer.Call::hangUp)) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message())
                    .startsWith("the connection to 127.0.0.1 broke after the request was sent. The vendor may have");
            assertThat(failure.rawReply()).isEmpty();
            assertThat(vendor.requests()).isEqualTo(1);
        }
    }

    @Test
    void what_came_of_an_answer_that_was_cut_off_is_kept() {
        try (SampleVendor vendor = SampleVendor.that(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"t");
            call.hangUp();
        })) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.rawReply()).contains("{\"id\":\"t");
        }
    }

    @Test
    void a_2xx_that_cannot_be_read_leaves_the_fate_unknown() {
        VideoFailure failure = failure("200 OK", "", "{\"id\":7}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.message())
                .startsWith("the reply of acme has an unexpected value at id. The vendor may have");
        assertThat(failure.rawReply()).contains("{\"id\":7}");
    }

    @Test
    void a_2xx_that_is_read_is_an_answer() {
        try (SampleVendor vendor = SampleVendor.answering("201 Created", "", "{\"id\":\"t1\"}")) {
            Reply<SampleVendor.Task> reply = vendor.submit().get();

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.value().id()).isEqualTo("t1");
        }
    }

    @Test
    void without_a_key_nothing_is_sent() {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS);
            assertThat(failure.billing()).isEqualTo(Billing.NO);
            assertThat(failure.message())
                    .startsWith("acme needs an API key. Looked in: ")
                    .contains("ACME_API_KEY");
            assertThat(vendor.requests()).isZero();
        }
    }

    @Test
    void an_answer_with_a_task_is_an_order() {
        try (SampleVendor vendor = SampleVendor.answering("200 OK", "", "{\"id\":\"t1\"}")) {
            Reply<SampleVendor.Task> reply = vendor.submit().get();
            TaskRef task = vendor.connection()
                    .accepted(SampleVendor.ORDER, reply.value().id(), reply)
                    .get();

            assertThat(task.id()).isEqualTo("t1");
            assertThat(task.submittedAt()).isEqualTo(SampleVendor.NOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"\"}", "{\"id\":\"../t1\"}", "{\"id\":\"..\"}"})
    void an_answer_without_a_task_leaves_the_fate_unknown(String body) {
        try (SampleVendor vendor = SampleVendor.answering("200 OK", "", body)) {
            Reply<SampleVendor.Task> reply = vendor.submit().get();
            VideoFailure failure = vendor.connection()
                    .accepted(SampleVendor.ORDER, reply.value().id(), reply)
                    .getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message())
                    .startsWith("the reply of acme has no task id of a known form. The vendor may have");
            assertThat(failure.rawReply()).contains(body);
        }
    }
}
