package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VideoFailureShortenerTest {

    private static final VideoFailure FAILURE = VideoFailure.builder()
            .kind(FailureKind.RATE_LIMITED)
            .message("acme responded with 429")
            .vendorCode("too_many")
            .vendorMessage("slow down")
            .retryAfter(Duration.ofSeconds(7))
            .rawResponse("{\"error\": {\"key\": \"*** of account 7\"}, \"more\": \"" + "x".repeat(400) + "\"}")
            .build();

    @Test
    void a_failure_is_shortened_and_the_place_of_the_key_is_quoted() {
        assertThat(VideoFailureShortener.shortened("it is " + Either.left(FAILURE)))
                .isEqualTo("it is Left(RATE_LIMITED \"acme responded with 429\", code too_many, retry after PT7S,"
                        + " the key is in its rawResponse:"
                        + " \"{\"error\": {\"key\": \"*** of account 7\"}, \"more\":...\")");
    }

    @Test
    void a_short_failure_keeps_kind_and_message() {
        VideoFailure plain = VideoFailure.of(FailureKind.RATE_LIMITED, "acme did not respond within 3 s");

        assertThat(VideoFailureShortener.shortened("it is " + plain + ", not UNKNOWN"))
                .isEqualTo("it is RATE_LIMITED \"acme did not respond within 3 s\", not UNKNOWN");
    }

    @Test
    void a_key_at_the_end_of_a_long_message_is_kept() {
        VideoFailure plain = VideoFailure.of(FailureKind.RATE_LIMITED, "x".repeat(300) + "***" + "y".repeat(300));

        assertThat(VideoFailureShortener.shortened(plain.toString()))
                .isEqualTo("RATE_LIMITED \"" + "x".repeat(300) + "***...\"");
    }

    @Test
    void two_failures_are_shortened_alone() {
        assertThat(VideoFailureShortener.shortened(FAILURE + " and " + FAILURE))
                .matches("RATE_LIMITED .{1,160} and RATE_LIMITED .{1,160}");
    }

    @Test
    void other_text_is_unchanged() {
        assertThat(VideoFailureShortener.shortened("it is Right(reel:1:acme), {kind=1}"))
                .isEqualTo("it is Right(reel:1:acme), {kind=1}");
    }
}
