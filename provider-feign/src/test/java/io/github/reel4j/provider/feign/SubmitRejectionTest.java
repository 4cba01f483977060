package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer that refuses the order proves: no order, or nothing. */
@Timeout(20)
class SubmitRejectionTest {

    private static final String PAGE = "<html><h1>Not here</h1></html>";

    private static VideoFailure failure(String status, String headers, String body) {
        try (SampleVendor vendor = SampleVendor.respondingWith(status, headers, body)) {
            VideoFailure failure = vendor.submit().getLeft();
            assertThat(vendor.requests()).isEqualTo(1);
            return failure;
        }
    }

    /** The same code in a body under 200, for the vendors that have their own there. */
    private static VideoFailure refusedInBody(int code, String body) {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            VendorResponse<String> response = new VendorResponse<>(200, "", body.getBytes(StandardCharsets.UTF_8));
            return vendor.connection().failures().submitRejected(SampleVendor.ORDER, code, response);
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
        "407, INCOMPATIBLE",
        "410, INCOMPATIBLE",
        "415, INCOMPATIBLE",
        "429, RATE_LIMITED"
    })
    void a_refusal_by_http_is_no_order(int status, FailureKind kind) {
        VideoFailure failure = failure(status + " No", "", "");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message())
                .startsWith("acme answered " + status + ".")
                .doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                300, 302, 303, 304, 305, 399, 406, 408, 409, 412, 416, 417, 418, 421, 423, 424, 425, 428, 444, 451, 460,
                463, 494, 498, 499, 500, 501, 502, 503, 504, 511, 599
            })
    @Tag("fault-127")
    void what_is_no_refusal_of_an_order_leaves_its_fate_unknown(int status) {
        VideoFailure failure = failure(status + " Oh", "", "");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message())
                .contains("may have accepted and billed", "vendor's console before ordering again");
    }

    static IntStream codes() {
        return IntStream.of(
                -1, 0, 1, 100, 200, 201, 299, 300, 301, 307, 399, 400, 404, 405, 408, 409, 413, 422, 429, 450, 499, 500,
                599, 600, 999, 1001, 40_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PAGE,
                "404 page not found",
                "{}",
                "[]",
                "{\"error\":\"no",
                "{\"error\":\"no\"} {}",
                "{\"error\":\"a\",\"error\":\"b\"}",
                "{\"code\":503,\"error\":\"upstream timed out\"}",
                "{\"statusCode\":200,\"message\":\"accepted\"}"
            })
    @Tag("fault-128")
    void a_body_that_is_no_error_of_the_vendors_proves_nothing(String body) {
        for (int status : new int[] {400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 429}) {
            VideoFailure failure = failure(status + " No", "", body);

            assertThat(failure.kind()).as("%s", status).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.task()).isEmpty();
        }
    }

    @Test
    @Tag("fault-128")
    void a_wrong_base_url_is_hinted_at_where_a_page_answers() {
        assertThat(failure("404 Not Found", "", PAGE).message())
                .startsWith(
                        "acme answered 404 with a body that is no error of acme's (is the base URL right?). The vendor"
                                + " may have accepted and billed");
    }

    /** By HTTP the first server that reads such a request hands it on to nobody, and has pages for it. */
    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308, 407})
    void what_is_said_of_the_request_is_proven_by_any_body_without_a_task(int status) {
        assertThat(failure(status + " No", "", PAGE).billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure(status + " No", "", "{\"id\":\"t1\"}").billingStatus())
                .isEqualTo(BillingStatus.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 429 Slow down\r\nContent-Length: 0\r\n\r\n{\"id\":\"t1\"}",
                "HTTP/1.1 400 No\r\nContent-Length: 14\r\n\r\n{\"error\":\"no\"}HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{\"id\":\"t1\"}"
            })
    @Tag("fault-17")
    @Tag("fault-127")
    void a_rejection_that_is_followed_by_more_bytes_proves_nothing(String bytes) {
        try (SampleVendor vendor = SampleVendor.that(call -> call.send(bytes))) {
            assertThat(vendor.submit().getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        }
    }

    @Test
    @Tag("fault-127")
    void a_rejection_with_a_second_response_behind_it_proves_nothing() {
        try (SampleVendor vendor = SampleVendor.that(call -> {
            call.reply("400 No", "", "{\"error\":\"no\"}");
            call.json("{\"id\":\"t1\"}");
        })) {
            assertThat(vendor.submit().getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 429", "HTTP/1.1 400 No\r\nContent-Length: 0\r\n", "HTTP/1.1 404 No\r\nX: "})
    @Tag("fault-127")
    void a_rejection_cut_off_in_its_headers_proves_nothing(String bytes) {
        try (SampleVendor vendor = SampleVendor.that(call -> {
            call.send(bytes);
            call.hangUp();
        })) {
            assertThat(vendor.submit().getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 403, 404, 405, 409, 413, 422, 429, 499, 500, 503})
    @Tag("fault-129")
    void an_answer_that_names_a_task_is_no_rejection_and_keeps_it(int status) {
        VideoFailure failure =
                failure(status + " No", "Retry-After: 7\r\n", "{\"error\":\"Limit of tasks reached\",\"id\":\"t1\"}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.task()).contains(SampleVendor.task("t1"));
        assertThat(failure.message())
                .startsWith("acme answered " + status + ": \"Limit of tasks reached\". The vendor may have accepted and"
                        + " billed this order: its answer names a task, so nothing was sent again.");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 400, 402, 404, 429, 500, 1001})
    @Tag("fault-129")
    void a_code_beside_a_task_is_no_rejection_and_keeps_it(int code) {
        VideoFailure failure = refusedInBody(code, "{\"error\":\"no\",\"id\":\"t1\"}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).contains(SampleVendor.task("t1"));
    }

    @Test
    @Tag("fault-129")
    void a_task_is_found_in_a_body_longer_than_what_is_shown_of_it() {
        String body = "{\"error\":\"" + "x".repeat(20_000) + "\",\"id\":\"t1\"}";

        assertThat(failure("429 Slow", "", body).task()).contains(SampleVendor.task("t1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"../t1\"", "\"" + SampleVendor.KEY + "\"", "{}", "[\"t1\"]", "true", "1.5"})
    @Tag("fault-129")
    void what_stands_in_place_of_a_task_forbids_another_send_too(String id) {
        VideoFailure failure = failure("429 Slow", "", "{\"error\":\"no\",\"id\":" + id + "}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).isEmpty();
        assertThat(failure.message()).contains("no task id that can be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "0"})
    void an_empty_place_names_no_task(String id) {
        assertThat(failure("429 Slow", "", "{\"error\":\"no\",\"id\":" + id + "}")
                        .kind())
                .isEqualTo(FailureKind.RATE_LIMITED);
    }

    @Test
    @Tag("fault-129")
    void a_task_is_kept_of_a_2xx_that_cannot_be_read_otherwise() {
        VideoFailure failure = failure("200 OK", "", "{\"id\":7}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).contains(SampleVendor.task("7"));
    }

    /** A vendor may invent codes: only those that its document lists prove anything. */
    @ParameterizedTest
    @MethodSource("codes")
    void a_code_of_the_vendors_own_proves_no_more_than_the_same_status_does(int code) {
        boolean documented = SampleVendor.HABITS.rejectionCodes().contains(code);

        assertThat(refusedInBody(code, "{}").billingStatus())
                .isEqualTo(documented ? BillingStatus.NOT_BILLED : BillingStatus.UNKNOWN);
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
        assertThat(failure.rawResponse()).contains("{\"code\":\"K-***\",\"message\":\"key *** is busy\"}");
        assertThat(failure.message()).contains(": \"key *** is busy\".");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_wait_may_be_a_date() {
        VideoFailure failure = failure("429 Slow down", "Retry-After: Fri, 20 Nov 2026 08:00:30 GMT\r\n", "");

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(failure.rawResponse()).isEmpty();
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
}
