package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoFailureTest {

    @Test
    void a_task_that_the_journal_missed_is_billed() {
        VideoFailure failure = VideoFailure.of(FailureKind.JOURNAL_FAILED, "x");
        assertThat(failure.billing()).isEqualTo(Billing.NO);
        assertThat(failure.withTask(Samples.task()).billing()).isEqualTo(Billing.YES);
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "JOURNAL_FAILED")
    void with_a_task_no_failure_claims_that_nothing_was_billed(FailureKind kind) {
        VideoFailure failure = VideoFailure.of(kind, "x");
        assertThat(failure.billing()).isEqualTo(kind.billing());
        assertThat(failure.withTask(Samples.task()).billing())
                .isEqualTo(kind.billing() == Billing.NO ? Billing.MAYBE : kind.billing());
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"SUBMISSION_UNKNOWN", "GENERATION_FAILED", "TASK_NOT_FOUND", "DEFECT"})
    void what_may_have_been_billed_is_never_worth_a_blind_repetition(FailureKind kind) {
        assertThat(kind.billing()).isEqualTo(Billing.MAYBE);
        assertThat(kind.retry()).isEqualTo(Retry.NO);
    }

    @Test
    void the_task_is_added_and_all_else_kept() {
        VideoFailure failure = VideoFailure.builder()
                .kind(FailureKind.UNAVAILABLE)
                .message("m")
                .vendorCode("c")
                .vendorMessage("v")
                .rawReply("r")
                .build();
        assertThat(failure.withTask(Samples.task()))
                .isEqualTo(VideoFailure.builder()
                        .from(failure)
                        .task(Samples.task())
                        .build());
    }
}
