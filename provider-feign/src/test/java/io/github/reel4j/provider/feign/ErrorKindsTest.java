package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.FailureKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of a vendor's error codes. */
class ErrorKindsTest {

    private static final VendorConventions CONVENTIONS = VendorConventions.DEFAULT.failureKinds(Map.of(
            "Throttling", FailureKind.RATE_LIMITED,
            "Throttling.AllocationQuota", FailureKind.FORBIDDEN,
            "PostpaidBillOverdue", FailureKind.INSUFFICIENT_BALANCE));

    @ParameterizedTest
    @CsvSource({
        "Throttling, RATE_LIMITED",
        "Throttling.RateQuota, RATE_LIMITED",
        "Throttling.AllocationQuota, FORBIDDEN",
        "Throttling.AllocationQuota.Daily, FORBIDDEN",
        "PostpaidBillOverdue, INSUFFICIENT_BALANCE"
    })
    void a_code_also_stands_for_its_sub_codes(String code, FailureKind kind) {
        assertThat(CONVENTIONS.failureKind(Optional.of(code))).contains(kind);
    }

    @Test
    void another_code_has_no_kind() {
        assertThat(CONVENTIONS.failureKind(Optional.of("ThrottlingX"))).isEmpty();
        assertThat(CONVENTIONS.failureKind(Optional.of(".Throttling"))).isEmpty();
        assertThat(CONVENTIONS.failureKind(Optional.empty())).isEmpty();
    }

    @Test
    void a_code_cannot_stand_for_an_unknown_outcome() {
        assertThatThrownBy(() -> VendorConventions.DEFAULT.failureKinds(Map.of("Odd", FailureKind.SUBMISSION_UNKNOWN)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
