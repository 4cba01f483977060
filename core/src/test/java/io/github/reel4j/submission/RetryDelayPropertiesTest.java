package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Properties of the retry delay for all failures and all Retry-After values. */
class RetryDelayPropertiesTest {

    @Property
    @Tag("fault-31")
    void retries_respect_retry_after_and_never_risk_double_billing(
            @ForAll FailureKind kind,
            @ForAll @IntRange(min = 1, max = 1_000) int sends,
            @ForAll boolean hasRetryAfter,
            @ForAll @LongRange(min = 0, max = 40_000_000_000L) long millis) {
        Optional<Duration> retryAfter = hasRetryAfter ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
        VideoFailure failure = VideoFailure.builder()
                .kind(kind)
                .message("m")
                .retryAfter(retryAfter)
                .build();
        SubmitRetryPolicy.DEFAULT.delayBeforeRetry(sends, failure).ifPresent(wait -> {
            assertThat(kind).isIn(FailureKind.UNREACHABLE, FailureKind.RATE_LIMITED);
            assertThat(sends).isLessThan(4);
            assertThat(wait).isBetween(retryAfter.orElse(Duration.ofSeconds(1)), Duration.ofMinutes(10));
        });
    }
}
