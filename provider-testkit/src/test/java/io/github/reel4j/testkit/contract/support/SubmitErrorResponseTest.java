package io.github.reel4j.testkit.contract.support;

import static io.github.reel4j.model.FailureKind.AUTHENTICATION;
import static io.github.reel4j.model.FailureKind.RATE_LIMITED;
import static io.github.reel4j.model.FailureKind.SUBMISSION_UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.support.SubmitErrorResponse.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitErrorResponseTest {

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 424, 444, 499, 500, 503, 529, 599})
    void unlisted_statuses_prove_nothing(int status) {
        for (Body body : Body.values()) {
            assertThat(new SubmitErrorResponse(status, body).kinds()).containsExactly(SUBMISSION_UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Body.class,
            names = {"PAGE", "TEXT", "OTHER_JSON", "TRUNCATED_ERROR"})
    void a_page_proves_nothing(Body body) {
        assertThat(new SubmitErrorResponse(401, body).kinds()).containsExactly(SUBMISSION_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "402, INSUFFICIENT_BALANCE", "404, INCOMPATIBLE"})
    void a_documented_rejection_has_its_kind(int status, String kind) {
        assertThat(new SubmitErrorResponse(status, Body.VENDOR_ERROR).kinds()).hasToString("[" + kind + "]");
        assertThat(new SubmitErrorResponse(status, Body.EMPTY).provesRejection())
                .isTrue();
    }

    @Test
    void a_status_about_the_request_is_no_reason_to_repeat_it() {
        assertThat(new SubmitErrorResponse(413, Body.VENDOR_ERROR).kinds())
                .doesNotContain(SUBMISSION_UNKNOWN, RATE_LIMITED, AUTHENTICATION);
    }

    @Test
    void every_known_status_is_in_the_catalog() {
        assertThat(FaultCatalog.submits(response -> response.body() == Body.VENDOR_ERROR))
                .hasSameSizeAs(FaultCatalog.errorStatuses())
                .extracting(SubmitErrorResponse::status)
                .contains(400, 418, 431, 451, 499, 500, 511, 520, 529, 599)
                .hasSizeGreaterThan(80);
    }
}
