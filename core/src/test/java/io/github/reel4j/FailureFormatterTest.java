package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

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
    void an_order_of_unknown_fate() {
        GoldenFile.assertMatches(
                "submission-unknown",
                FailureFormatter.of(failure(
                                FailureKind.SUBMISSION_UNKNOWN,
                                "the connection to gateway.example.com broke after the request was sent (no answer in 30"
                                        + " s).\n  Look at the vendor's console before ordering again.")
                        .build()));
    }

    @Test
    void an_answer_that_cannot_be_used() {
        GoldenFile.assertMatches(
                "no-result",
                FailureFormatter.of(failure(FailureKind.NO_RESULT, "acme says SUCCEEDED but video_url is empty.")
                        .task(SampleRequests.task())
                        .rawResponse("{\"status\":\"SUCCEEDED\",\"video_url\":\"\"}")
                        .build()));
    }

    @Test
    void words_of_the_vendor_that_the_message_does_not_quote() {
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
    void a_cut_reply_says_that_it_is_cut() {
        String text = FailureFormatter.of(failure(FailureKind.UNEXPECTED_RESPONSE, "m")
                .rawResponse("x".repeat(VideoFailure.RAW_RESPONSE_LIMIT))
                .build());
        assertThat(text).contains("Raw reply (first 512 characters): xxx");
    }

    @Test
    void one_problem_is_one_problem() {
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
    void a_task_that_the_message_names_is_not_named_twice() {
        String text = FailureFormatter.of(failure(FailureKind.UNAVAILABLE, "kept: " + SampleRequests.task())
                .task(SampleRequests.task())
                .build());
        assertThat(text).containsOnlyOnce(SampleRequests.task().toString());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void every_failure_begins_with_its_kind_and_ends_with_the_money(FailureKind kind) {
        String text = FailureFormatter.of(VideoFailure.of(kind, "m"));
        assertThat(text).startsWith(kind + "  m");
        assertThat(text.lines().reduce((one, last) -> last).orElseThrow()).startsWith("  Billed: ");
    }

    @Test
    @Tag("fault-166")
    void a_wait_of_a_day_is_told_in_hours_minutes_seconds() {
        VideoFailure failure = VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofMillis(86_394_469))
                .build();
        assertThat(FailureFormatter.of(failure)).contains("The vendor asks to wait 23 h 59 min 54 s.");
    }
}
