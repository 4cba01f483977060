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

/** What holds for every failure of a send, and every wait that a vendor may ask for. */
class RetryDelayPropertiesTest {

    @Property
    @Tag("fault-31")
    void an_order_is_sent_again_never_earlier_than_asked_and_never_if_it_may_be_billed(
            @ForAll FailureKind kind,
            @ForAll @IntRange(min = 1, max = 1_000) int sends,
            @ForAll boolean asks,
            @ForAll @LongRange(min = 0, max = 40_000_000_000L) long millis) {
        Optional<Duration> asked = asks ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
        VideoFailure failure =
                VideoFailure.builder().kind(kind).message("m").retryAfter(asked).build();
        SubmitRetryPolicy.delayBeforeRetry(sends, failure).ifPresent(wait -> {
            assertThat(kind).isIn(FailureKind.UNREACHABLE, FailureKind.RATE_LIMITED);
            assertThat(sends).isLessThan(4);
            assertThat(wait).isBetween(asked.orElse(Duration.ofSeconds(1)), Duration.ofMinutes(10));
        });
    }
}
