package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor that documents error responses for failed tasks: 422 or 500 with reasons. */
@Timeout(20)
class ErrorBodyTest {

    private static final String REASONS = "{\"detail\": [{\"msg\": \"No herons at dawn\", \"type\": \"policy\"}]}";
    private static final TaskRef TASK =
            new TaskRef(ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "video-1", "job-7", "0", Instant.EPOCH);

    interface Api {
        @RequestLine("GET /results/{id}")
        VendorResponse<Result> result(@Param("id") String id, Request.Options deadline) throws IOException;
    }

    record Result(@Nullable String url) {}

    @ParameterizedTest
    @ValueSource(strings = {"422 Unprocessable", "500 Broken"})
    void a_documented_error_is_a_status_of_the_task(String status) {
        assertThat(poll(status, "", REASONS).get()).isInstanceOfSatisfying(TaskStatus.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(FailureKind.GENERATION_FAILED);
            assertThat(failed.failure().vendorCode()).contains("policy");
            assertThat(failed.failure().message()).contains("No herons at dawn");
            assertThat(failed.failure().task()).contains(TASK);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            503 Busy     | {"detail": [{"msg": "x"}]}    | UNAVAILABLE
            500 Broken   | {"message": "bad gateway"}    | UNAVAILABLE
            500 Broken   | <html>bad gateway</html>      | UNAVAILABLE
            422 Odd      | {"detail": [{"msg": "cut of   | UNEXPECTED_RESPONSE
            404 None     | {"detail": "never heard"}     | TASK_NOT_FOUND
            """)
    void any_other_error_fails_the_poll(String status, String body, FailureKind kind) {
        assertThat(poll(status, "", body).getLeft().kind()).isEqualTo(kind);
    }

    @Test
    void a_429_keeps_its_wait_whatever_its_body_is() {
        VideoFailure failure =
                poll("429 Slow down", "Retry-After: 9\r\n", REASONS).getLeft();

        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource({"401 Who, AUTHENTICATION", "302 There, UNEXPECTED_RESPONSE"})
    void a_401_or_redirect_is_never_a_status_of_the_task(String status, FailureKind kind) {
        assertThat(poll(status, "", REASONS, rejection -> true).getLeft().kind())
                .isEqualTo(kind);
    }

    @Test
    void any_other_error_can_be_a_status_of_the_task() {
        assertThat(poll("400 Bad", "", REASONS, rejection -> true).isRight()).isTrue();
    }

    @Test
    void a_2xx_is_read_by_the_reader() {
        assertThat(poll("200 OK", "", "{\"url\": \"https://media.example/a.mp4\"}")
                        .get())
                .isInstanceOf(TaskStatus.Succeeded.class);
    }

    private static Either<VideoFailure, TaskStatus> poll(String status, String headers, String body) {
        return poll(
                status,
                headers,
                body,
                rejection -> (rejection.status() == 422 || rejection.status() == 500)
                        && rejection.value().path("detail").isArray());
    }

    private static Either<VideoFailure, TaskStatus> poll(
            String status, String headers, String body, Predicate<VendorResponse<JsonNode>> isTheEnd) {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond(status, headers, body));
                SystemScheduler time = new SystemScheduler()) {
            VendorClient client = VendorClient.of(
                    new ProviderConfig(
                            ProviderId.of("acme"),
                            new Settings(
                                    Map.of("acme.api-key", "canary", "acme.base-url", server.url()),
                                    name -> null,
                                    name -> null),
                            time),
                    "https://api.acme.example",
                    key -> Map.of("X-Key", key.reveal()),
                    VendorConventions.DEFAULT.errors(new ErrorPointers(List.of("/detail/0/type"), List.of())));
            Api api = client.api(Api.class);
            VendorFailureFactory failures = client.failures();
            return client.poll(
                    deadline -> api.result("job-7", deadline),
                    response -> Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                            .task(TASK)
                            .url(URI.create(String.valueOf(response.value().url())))
                            .build())),
                    rejection -> Optional.of(rejection)
                            .filter(isTheEnd)
                            .map(reported -> new TaskStatus.Failed(failures.generationFailed(TASK, reported))));
        }
    }
}
