package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoFailureTest {

    @Test
    void an_accepted_task_without_a_journal_entry_is_billed() {
        VideoFailure failure = VideoFailure.of(FailureKind.JOURNAL_FAILED, "x");
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.withTask(SampleRequests.task()).billingStatus()).isEqualTo(BillingStatus.BILLED);
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "JOURNAL_FAILED")
    void no_failure_with_a_task_is_not_billed(FailureKind kind) {
        VideoFailure failure = VideoFailure.of(kind, "x");
        assertThat(failure.billingStatus()).isEqualTo(kind.billingStatus());
        assertThat(failure.withTask(SampleRequests.task()).billingStatus())
                .isEqualTo(
                        kind.billingStatus() == BillingStatus.NOT_BILLED
                                ? BillingStatus.UNKNOWN
                                : kind.billingStatus());
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"SUBMISSION_UNKNOWN", "GENERATION_FAILED", "TASK_NOT_FOUND", "DEFECT"})
    void a_failure_that_may_be_billed_is_never_retried_blindly(FailureKind kind) {
        assertThat(kind.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(kind.retryability()).isEqualTo(Retryability.NEVER);
    }

    @Test
    void with_task_keeps_all_other_values() {
        VideoFailure failure = VideoFailure.builder()
                .kind(FailureKind.UNAVAILABLE)
                .message("m")
                .vendorCode("c")
                .vendorMessage("v")
                .rawResponse("r")
                .build();
        assertThat(failure.withTask(SampleRequests.task()))
                .isEqualTo(VideoFailure.builder()
                        .from(failure)
                        .task(SampleRequests.task())
                        .build());
    }
}
