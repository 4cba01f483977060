package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackPolicyTest {

    /** Failures of one provider that another provider need not have. */
    private static final Set<FailureKind> PROVIDER_FAILURES = EnumSet.of(
            FailureKind.UNREACHABLE,
            FailureKind.RATE_LIMITED,
            FailureKind.MISSING_CREDENTIALS,
            FailureKind.AUTHENTICATION,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.INCOMPATIBLE,
            FailureKind.UPLOAD_FAILED,
            FailureKind.UNSUPPORTED);

    private static boolean mayOrderElsewhere(VideoFailure failure) {
        return FallbackPolicy.mayOrderElsewhere(failure);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void fallback_happens_only_for_failures_of_the_provider(FailureKind kind) {
        assertThat(mayOrderElsewhere(VideoFailure.of(kind, "m"))).isEqualTo(PROVIDER_FAILURES.contains(kind));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void no_fallback_happens_once_a_task_is_known(FailureKind kind) {
        assertThat(mayOrderElsewhere(VideoFailure.of(kind, "m").withTask(SampleRequests.task())))
                .isFalse();
    }

    @Test
    void fallback_kinds_are_not_billed() {
        assertThat(PROVIDER_FAILURES).allMatch(kind -> kind.billingStatus() == BillingStatus.NOT_BILLED);
    }
}
