package io.github.reel4j.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.GoldenFile;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureFormatterTest {

    private static VideoFailure.Builder failure(FailureKind kind, String message) {
        VideoFailure.Builder builder = VideoFailure.builder();
        builder.kind(kind).message(message);
        return builder;
    }

    @Test
    void an_order_of_unknown_outcome() {
        GoldenFile.assertMatches(
                "submission-unknown",
                FailureFormatter.of(failure(
                                FailureKind.SUBMISSION_UNKNOWN,
                                "the connection to gateway.example.com broke after the request was sent (no response in"
                                        + " 30 s).\n  Check the vendor's console before ordering again.")
                        .build()));
    }

    @Test
    void an_unusable_response() {
        GoldenFile.assertMatches(
                "no-result",
                FailureFormatter.of(failure(FailureKind.NO_RESULT, "acme says SUCCEEDED but video_url is empty.")
                        .task(SampleRequests.task())
                        .rawResponse("{\"status\":\"SUCCEEDED\",\"video_url\":\"\"}")
                        .build()));
    }

    @Test
    void a_vendor_message_that_is_not_quoted_yet() {
        GoldenFile.assertMatches(
                "rate-limited",
                FailureFormatter.of(
                        failure(FailureKind.RATE_LIMITED, "acme turns requests away (429), 4 times in a row.")
                                .vendorCode("Throttling")
                                .vendorMessage("Requests rate limit exceeded")
                                .retryAfter(Duration.ofSeconds(90))
                                .build()));
    }

    @Test
    void a_truncated_response_says_so() {
        String text = FailureFormatter.of(failure(FailureKind.UNEXPECTED_RESPONSE, "m")
                .rawResponse("x".repeat(VideoFailure.RAW_RESPONSE_LIMIT))
                .build());
        assertThat(text).contains("Raw response (first 512 characters): xxx");
    }

    @Test
    void one_problem_is_singular() {
        GoldenFile.assertMatches(
                "one-problem",
                FailureFormatter.of(failure(FailureKind.INVALID_REQUEST, "m")
                        .violation(new Violation(
                                "seed",
                                Optional.empty(),
                                "must be set.",
                                Optional.of(new DocumentAnchor("acme-text", "seed"))))
                        .build()));
    }

    @Test
    void a_task_in_the_message_is_not_repeated() {
        String text = FailureFormatter.of(failure(FailureKind.UNAVAILABLE, "kept: " + SampleRequests.task())
                .task(SampleRequests.task())
                .build());
        assertThat(text).containsOnlyOnce(SampleRequests.task().toString());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void every_failure_starts_with_its_kind_and_ends_with_billing(FailureKind kind) {
        String text = FailureFormatter.of(VideoFailure.of(kind, "m"));
        assertThat(text).startsWith(kind + "  m");
        assertThat(text.lines().reduce((one, last) -> last).orElseThrow()).startsWith("  Billed: ");
    }

    @Test
    @Tag("fault-166")
    void a_long_wait_is_formatted_in_hours_minutes_seconds() {
        VideoFailure failure = VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofMillis(86_394_469))
                .build();
        assertThat(FailureFormatter.of(failure)).contains("Retry after: 23 h 59 min 54 s.");
    }
}
