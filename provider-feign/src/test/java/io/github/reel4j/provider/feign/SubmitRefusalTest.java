package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
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

/** What an answer that refuses the order proves: no order, or nothing. */
@Timeout(20)
class SubmitRefusalTest {

    private static final Set<Integer> OTHERS_THAT_REFUSE = Set.of(301, 307, 308);
    private static final Set<Integer> UNKNOWN_ALL_THE_SAME = Set.of(408, 409);

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
        boolean refusal = OTHERS_THAT_REFUSE.contains(code)
                || (code >= 400 && code < 500 && !UNKNOWN_ALL_THE_SAME.contains(code));

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
}
