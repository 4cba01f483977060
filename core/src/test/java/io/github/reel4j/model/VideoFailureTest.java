package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoFailureTest {

    @Test
    void a_task_that_the_journal_missed_is_billed() {
        VideoFailure failure = VideoFailure.of(FailureKind.JOURNAL_FAILED, "x");
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.withTask(SampleRequests.task()).billingStatus()).isEqualTo(BillingStatus.BILLED);
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "JOURNAL_FAILED")
    void with_a_task_no_failure_claims_that_nothing_was_billed(FailureKind kind) {
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
    void what_may_have_been_billed_is_never_worth_a_blind_repetition(FailureKind kind) {
        assertThat(kind.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(kind.retryability()).isEqualTo(Retryability.NEVER);
    }

    @Test
    void the_task_is_added_and_all_else_kept() {
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
