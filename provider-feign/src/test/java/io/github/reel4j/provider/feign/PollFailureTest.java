package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The failures of polls: free, and repeatable unless the vendor reports a permanent error. */
@Timeout(20)
class PollFailureTest {

    private static final TaskRef TASK =
            new TaskRef(ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "video-1", "t1", "0", Instant.EPOCH);

    private static VideoFailure failure(RawHttpServer.Script script) {
        try (SampleVendor vendor = SampleVendor.that(script)) {
            return vendor.poll().getLeft();
        }
    }

    private static VendorFailureFactory failures() {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            return vendor.client().failures();
        }
    }

    private static VendorResponse<String> response(String body) {
        return new VendorResponse<>(200, "", body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "200, UNEXPECTED_RESPONSE",
        "302, UNEXPECTED_RESPONSE",
        "400, UNEXPECTED_RESPONSE",
        "401, AUTHENTICATION",
        "402, INSUFFICIENT_BALANCE",
        "403, FORBIDDEN",
        "404, TASK_NOT_FOUND",
        "408, UNAVAILABLE",
        "410, UNEXPECTED_RESPONSE",
        "429, RATE_LIMITED",
        "499, UNEXPECTED_RESPONSE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "599, UNAVAILABLE"
    })
    void a_code_has_the_meaning_of_a_status(int code, FailureKind kind) {
        assertThat(failures().pollRejected(code, response("{\"error\":\"no\"}")).kind())
                .isEqualTo(kind);
        if (code > 299) {
            assertThat(failure(call -> call.respond(code + " Oh", "", "{\"error\":\"no\"}"))
                            .kind())
                    .isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | acme responded with 401: "no". The task is not affected. Check the key, \
            setting acme.api-key, then resume the task.
            404 | acme responded with 404: "no". The vendor does not know this task, or no longer knows it. \
            Check the API key and the setting acme.base-url: both must be those of the order.
            500 | acme responded with 500: "no". Poll the task again later; this is free.
            """)
    void the_message_has_the_vendors_message_and_advice(int code, String message) {
        assertThat(failures().pollRejected(code, response("{\"error\":\"no\"}")).message())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>404</html>",
                "404 page not found",
                "{}",
                "{\"message\":\"Resource not found\"}",
                "{\"error\":\"no",
                "{\"error\":\"no such host\",\"code\":502}",
                "{\"error\":{\"code\":404,\"message\":\"nf\"}}",
                "{\"timestamp\":\"t\",\"status\":404,\"error\":\"Not Found\",\"path\":\"/x\"}"
            })
    @Tag("fault-130")
    void a_404_that_is_not_the_vendors_own_is_an_outage(String body) {
        assertThat(failure(call -> call.respond("404 Not Found", "", body)).kind())
                .isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void a_broken_connection_is_an_outage() {
        VideoFailure failure = failure(RawHttpServer.Call::hangUp);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.message())
                .isEqualTo("the connection to 127.0.0.1 broke after the request was sent."
                        + " Poll the task again later; this is free.");
    }

    @Test
    void a_truncated_response_is_kept() {
        VideoFailure failure = failure(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"t");
            call.hangUp();
        });

        assertThat(failure.kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
        assertThat(failure.rawResponse()).contains("{\"id\":\"t");
    }

    @Test
    void an_undecodable_response_is_kept() {
        VideoFailure failure = failure(call -> call.json("[]"));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNEXPECTED_RESPONSE);
        assertThat(failure.message()).isEqualTo("the response from acme is not a JSON object.");
        assertThat(failure.rawResponse()).contains("[]");
    }

    @Test
    void an_interrupt_is_not_a_failure_of_the_vendor() {
        Thread caller = Thread.currentThread();
        VideoFailure failure = failure(call -> {
            caller.interrupt();
            call.stall();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    void a_429_has_the_wait_of_the_vendor() {
        assertThat(failure(call -> call.respond("429 Slow down", "Retry-After: 12\r\n", ""))
                        .retryAfter())
                .contains(Duration.ofSeconds(12));
    }

    @Test
    void without_a_key_nothing_is_sent() {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            assertThat(vendor.poll().getLeft().kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS);
            assertThat(vendor.requests()).isZero();
        }
    }

    @Test
    void a_response_without_a_result_keeps_task_and_body() {
        VideoFailure failure = failures()
                .pollFailure(FailureKind.NO_RESULT, "the video has no address", TASK, response("{\"url\":\"\"}"));

        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure.message()).isEqualTo("the video has no address. The reference of the task stays valid.");
        assertThat(failure.task()).contains(TASK);
        assertThat(failure.rawResponse()).contains("{\"url\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"code":"NSFW","message":"no"} | acme could not generate the video: NSFW "no". \
            The same order will probably fail again: change it first. | NSFW | no
            {"message":"no"}               | acme could not generate the video: "no". \
            The same order will probably fail again: change it first. | | no
            {"code":"NSFW"}                | acme could not generate the video: NSFW. \
            The same order will probably fail again: change it first. | NSFW |
            {} | acme could not generate the video and gave no reason. \
            Check the task at the vendor's console before ordering again. | |
            """)
    void a_failed_task_has_the_vendors_reason(
            String body, String message, @Nullable String code, @Nullable String words) {
        VideoFailure failure = failures().generationFailed(TASK, response(body));

        assertThat(failure.kind()).isEqualTo(FailureKind.GENERATION_FAILED);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.vendorCode().orElse(null)).isEqualTo(code);
        assertThat(failure.vendorMessage().orElse(null)).isEqualTo(words);
        assertThat(failure.task()).contains(TASK);
        assertThat(failure.rawResponse()).contains(body);
    }
}
