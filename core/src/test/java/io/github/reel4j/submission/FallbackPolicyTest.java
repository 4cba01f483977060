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

    /** What is wrong at one vendor and need not be at another. */
    private static final Set<FailureKind> THEIRS = EnumSet.of(
            FailureKind.UNREACHABLE,
            FailureKind.RATE_LIMITED,
            FailureKind.MISSING_CREDENTIALS,
            FailureKind.AUTHENTICATION,
            FailureKind.INSUFFICIENT_BALANCE,
            FailureKind.INCOMPATIBLE,
            FailureKind.UNSUPPORTED);

    private static boolean goesOn(VideoFailure failure) {
        return FallbackPolicy.mayOrderElsewhere(failure);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void another_provider_is_asked_only_where_the_trouble_is_the_first_one_s_own(FailureKind kind) {
        assertThat(goesOn(VideoFailure.of(kind, "m"))).isEqualTo(THEIRS.contains(kind));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void once_a_task_is_known_nobody_else_is_asked(FailureKind kind) {
        assertThat(goesOn(VideoFailure.of(kind, "m").withTask(SampleRequests.task())))
                .isFalse();
    }

    @Test
    void all_that_goes_on_is_proven_unbilled() {
        assertThat(THEIRS).allMatch(kind -> kind.billingStatus() == BillingStatus.NOT_BILLED);
    }
}
