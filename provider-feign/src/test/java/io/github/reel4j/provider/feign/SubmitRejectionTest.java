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

/** Which error responses to an order prove that there is no order. */
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

    /** The same code in the body of a 200 response. */
    private static VideoFailure rejectedInBody(int code, String body) {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            VendorResponse<String> response = new VendorResponse<>(200, "", body.getBytes(StandardCharsets.UTF_8));
            return vendor.client().failures().submitRejected(SampleVendor.ORDER, code, response);
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
    void a_rejection_by_HTTP_status_is_no_order(int status, FailureKind kind) {
        VideoFailure failure = failure(status + " No", "", "");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message())
                .startsWith("acme responded with " + status + ".")
                .doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                300, 302, 303, 304, 305, 399, 406, 408, 409, 412, 416, 417, 418, 421, 423, 424, 425, 428, 444, 451, 460,
                463, 494, 498, 499, 500, 501, 502, 503, 504, 511, 599
            })
    @Tag("fault-127")
    void other_statuses_give_submission_unknown(int status) {
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
    void a_body_that_is_not_the_vendors_error_proves_nothing(String body) {
        for (int status : new int[] {400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 429}) {
            VideoFailure failure = failure(status + " No", "", body);

            assertThat(failure.kind()).as("%s", status).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.task()).isEmpty();
        }
    }

    @Test
    @Tag("fault-128")
    void a_page_as_body_hints_at_a_wrong_base_url() {
        assertThat(failure("404 Not Found", "", PAGE).message())
                .startsWith("acme responded with 404 with a body that is not an error message of acme's API"
                        + " (check the setting acme.base-url). The vendor may have accepted and billed");
    }

    /** By RFC 9110 the first server does not forward such a request, and responds with a page of its own. */
    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308, 407})
    void redirects_prove_a_rejection_if_the_body_names_no_task(int status) {
        assertThat(failure(status + " No", "", PAGE).billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure(status + " No", "", "{\"id\":\"t1\"}").billingStatus())
                .isEqualTo(BillingStatus.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 429 Slow down\r\nContent-Length: 0\r\n\r\n{\"id\":\"t1\"}",
                "HTTP/1.1 400 No\r\nContent-Length: 14\r\n\r\n{\"error\":\"no\"}"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{\"id\":\"t1\"}"
            })
    @Tag("fault-17")
    @Tag("fault-127")
    void a_rejection_with_extra_bytes_proves_nothing(String bytes) {
        try (SampleVendor vendor = SampleVendor.that(call -> call.send(bytes))) {
            assertThat(vendor.submit().getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        }
    }

    @Test
    @Tag("fault-127")
    void a_rejection_with_a_second_response_proves_nothing() {
        try (SampleVendor vendor = SampleVendor.that(call -> {
            call.respond("400 No", "", "{\"error\":\"no\"}");
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
    void an_error_that_names_a_task_is_not_a_rejection(int status) {
        VideoFailure failure =
                failure(status + " No", "Retry-After: 7\r\n", "{\"error\":\"Limit of tasks reached\",\"id\":\"t1\"}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.task()).contains(SampleVendor.task("t1"));
        assertThat(failure.message())
                .startsWith("acme responded with " + status
                        + ": \"Limit of tasks reached\". The vendor may have accepted and"
                        + " billed this order: its response names a task, so the order was not sent again.");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 400, 402, 404, 429, 500, 1001})
    @Tag("fault-129")
    void a_code_with_a_task_is_not_a_rejection(int code) {
        VideoFailure failure = rejectedInBody(code, "{\"error\":\"no\",\"id\":\"t1\"}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).contains(SampleVendor.task("t1"));
    }

    @Test
    @Tag("fault-129")
    void a_task_is_found_beyond_the_excerpt() {
        String body = "{\"error\":\"" + "x".repeat(20_000) + "\",\"id\":\"t1\"}";

        assertThat(failure("429 Slow", "", body).task()).contains(SampleVendor.task("t1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"../t1\"", "\"" + SampleVendor.KEY + "\"", "{}", "[\"t1\"]", "true", "1.5"})
    @Tag("fault-129")
    void an_invalid_task_id_is_not_a_rejection(String id) {
        VideoFailure failure = failure("429 Slow", "", "{\"error\":\"no\",\"id\":" + id + "}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).isEmpty();
        assertThat(failure.message()).contains("no usable task id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "0"})
    void an_empty_value_names_no_task(String id) {
        assertThat(failure("429 Slow", "", "{\"error\":\"no\",\"id\":" + id + "}")
                        .kind())
                .isEqualTo(FailureKind.RATE_LIMITED);
    }

    @Test
    @Tag("fault-129")
    void an_undecodable_2xx_keeps_its_task() {
        VideoFailure failure = failure("200 OK", "", "{\"id\":7}");

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.task()).contains(SampleVendor.task("7"));
    }

    /** Only documented codes prove a rejection. */
    @ParameterizedTest
    @MethodSource("codes")
    void a_code_proves_no_more_than_the_same_status(int code) {
        boolean documented = SampleVendor.CONVENTIONS.rejectionCodes().contains(code);

        assertThat(rejectedInBody(code, "{}").billingStatus())
                .isEqualTo(documented ? BillingStatus.NOT_BILLED : BillingStatus.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Insufficient credits\"}",
                "{\"message\":\"You have INSUFFICIENT CREDIT left\"}",
                "{\"error\":{\"message\":\"insufficient balance\"}}"
            })
    void a_400_about_credits_is_an_insufficient_balance(String body) {
        assertThat(rejectedInBody(400, body).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(rejectedInBody(422, body).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(rejectedInBody(500, body).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(rejectedInBody(400, "{\"error\":\"insufficient pixels\"}").kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
    }

    @Test
    void a_403_about_the_balance_is_an_insufficient_balance() {
        String body = "{\"message\":\"User is locked. Reason: Exhausted balance. Top up.\"}";

        assertThat(failure("403 Forbidden", "", body).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(failure("403 Forbidden", "", "{\"message\":\"User is locked.\"}")
                        .kind())
                .isEqualTo(FailureKind.FORBIDDEN);
    }

    @Test
    void an_unproven_rejection_about_the_balance_stays_unknown() {
        String page = "<html>User is locked. Reason: Exhausted balance.</html>";
        String named = "{\"id\":\"t1\",\"message\":\"Exhausted balance\"}";

        assertThat(failure("403 Forbidden", "", page).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure("403 Forbidden", "", named).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure("500 Oh", "", "{\"message\":\"Exhausted balance\"}").kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | acme responded with 400: "no". Correct the request, then order again.
            401 | acme responded with 401: "no". Check the API key: setting acme.api-key (ACME_API_KEY).
            402 | acme responded with 402: "no". Top up the account at the vendor, then order again.
            403 | acme responded with 403: "no". The key lacks a permission, or a quota is used up. \
            Check both at the vendor's console.
            404 | acme responded with 404: "no". The URL or the API of the vendor differs from its documentation. \
            Check the setting acme.base-url. If it is right, update the provider.
            429 | acme responded with 429: "no". Wait, then order again.
            """)
    void the_message_has_the_vendors_message_and_advice(int status, String message) {
        assertThat(rejectedInBody(status, "{\"error\":\"no\"}").message()).isEqualTo(message);
    }

    @Test
    void the_vendors_message_is_kept_without_the_key() {
        String body = "{\"code\":\"K-canary-4711\",\"message\":\"key canary-4711 is busy\"}";
        VideoFailure failure = failure("429 Slow down", "Retry-After: 7\r\n", body);

        assertThat(failure.vendorCode()).contains("K-***");
        assertThat(failure.vendorMessage()).contains("key *** is busy");
        assertThat(failure.rawResponse()).contains("{\"code\":\"K-***\",\"message\":\"key *** is busy\"}");
        assertThat(failure.message()).contains(": \"key *** is busy\".");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void retry_after_may_be_a_date() {
        VideoFailure failure = failure("429 Slow down", "Retry-After: Fri, 20 Nov 2026 08:00:30 GMT\r\n", "");

        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(failure.rawResponse()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            https://other.example/x?token=1 | 307 (redirect to https://other.example, not followed).
            HTTPS://Other.example:0/x       | 307 (redirect to https://other.example:0, not followed).
            mailto:orders@other.example     | 307.
            https:///x                      | 307.
            https://other example/          | 307.
            """)
    void a_redirect_is_reported_with_its_origin_only(String location, String words) {
        VideoFailure failure = failure("307 Elsewhere", "Location: " + location + "\r\n", "");

        assertThat(failure.kind()).isEqualTo(FailureKind.INCOMPATIBLE);
        assertThat(failure.message()).startsWith("acme responded with " + words + " The URL or the API of the vendor");
    }
}
