package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.FileNotFoundException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class VendorClientTest {

    private static TaskRef task(SampleVendor vendor) {
        return vendor.client().taskRef(SampleVendor.ORDER, "t1");
    }

    @Test
    void every_call_carries_the_key() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"t1\"}")) {
            assertThat(vendor.submit().isRight()).isTrue();
            assertThat(vendor.request()).startsWith("POST /orders ").contains("X-Key: " + SampleVendor.KEY + "\r\n");
            assertThat(vendor.poll().isRight()).isTrue();
            assertThat(vendor.request()).startsWith("GET /orders/t1 ").contains("X-Key: " + SampleVendor.KEY + "\r\n");
        }
    }

    @Test
    void a_response_to_a_cancel_is_returned() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"t1\"}")) {
            assertThat(vendor.cancel(task(vendor)).get().value().id()).isEqualTo("t1");
        }
    }

    @Test
    void a_failed_cancel_keeps_the_task_and_gives_advice() {
        try (SampleVendor vendor = SampleVendor.that(RawHttpServer.Call::hangUp)) {
            VideoFailure failure = vendor.cancel(task(vendor)).getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(failure.message())
                    .startsWith("the connection to 127.0.0.1 broke")
                    .endsWith(" Check the status of the task: it may have been cancelled, or may still be running.");
            assertThat(failure.task()).contains(task(vendor));
            assertThat(vendor.requests()).isEqualTo(1);
        }
    }

    @Test
    void another_IOException_is_submission_unknown() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{}")) {
            VideoFailure failure = vendor.client()
                    .submit(SampleVendor.ORDER, deadline -> {
                        throw new FileNotFoundException("canary");
                    })
                    .getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message()).startsWith("the call failed with a FileNotFoundException. ");
        }
    }

    @Test
    void a_captured_request_has_no_key_and_is_not_sent() {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            WireRequest request = vendor.client().capture(capturing -> {
                SampleVendor.Api api = capturing.api(SampleVendor.Api.class);
                var unused = capturing.submit(
                        SampleVendor.ORDER, deadline -> api.order(new SampleVendor.Order("a kitten"), deadline));
            });

            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.url()).hasPath("/orders");
            assertThat(request.body()).isEqualTo("{\"prompt\":\"a kitten\"}");
            assertThat(request.headers().get("X-Key")).isEqualTo("***");
            assertThat(vendor.requests()).isZero();
        }
    }

    @Test
    void capture_fails_without_a_request() {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            assertThatIllegalStateException().isThrownBy(() -> vendor.client().capture(capturing -> {}));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/v.mp4", "https://127.0.0.1:1/v.mp4"})
    void a_loopback_result_needs_a_loopback_vendor(String url, @TempDir Path folder) {
        try (SampleVendor here = SampleVendor.withoutAKey();
                VendorClient elsewhere =
                        VendorClient.of(SampleVendor.CONFIG, "https://api.acme.example", key -> Map.of())) {
            GeneratedVideo video = GeneratedVideo.builder()
                    .task(task(here))
                    .url(URI.create(url))
                    .build();
            Path file = folder.resolve("v.mp4");

            assertThat(elsewhere.downloader().download(video, file).getLeft().kind())
                    .isEqualTo(FailureKind.REFUSED_ADDRESS);
            assertThat(here.client()
                            .downloader()
                            .download(video, file)
                            .getLeft()
                            .kind())
                    .isEqualTo(FailureKind.DOWNLOAD_FAILED);
        }
    }

    @Test
    void json_inside_json_is_read_as_strictly() {
        assertThatThrownBy(() -> VendorClient.json().readTree("{\"id\":1,\"id\":2}"))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void a_closed_client_sends_nothing() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"t1\"}")) {
            vendor.client().close();
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(vendor.requests()).isZero();
        }
    }
}
