package io.github.reel4j.testkit.simulator.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented behaviour of the vendor, above all its oddities. */
class DashscopeSimulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN = "/api/v1/services/aigc/video-generation/video-synthesis";
    private static final String IMAGE2VIDEO = "/api/v1/services/aigc/image2video/video-synthesis";
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Authorization", "Bearer sk-1", "X-DashScope-Async", "enable");

    private static final String TEXT = """
            {"model": "wan2.2-t2v-plus", "input": {"prompt": "%s"}, "parameters": {"size": "832*480"}}""";
    private static final String ANIMATE = """
            {"model": "wan2.2-animate-move",
             "input": {"image_url": "https://a.example/a.png", "video_url": "https://a.example/a.mp4"},
             "parameters": {"mode": "wan-pro"}}""";
    private static final String SPEECH = """
            {"model": "wan2.2-s2v",
             "input": {"image_url": "https://a.example/a.png", "audio_url": "https://a.example/a.mp3"},
             "parameters": {"resolution": "480P"}}""";

    private final ManualClock clock = new ManualClock();
    private final Simulator vendor = DashscopeSimulator.builder().clock(clock).start();

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void every_documented_request_is_understood() throws IOException {
        for (DocumentedRequest request : vendor.documented()) {
            Wire.Response response =
                    Wire.send(vendor.baseUrl(), request.method(), request.path(), request.headers(), request.body());
            assertThat(response.status()).as(request + response.body()).isIn(200, 400);
        }
        assertThat(vendor.ledger().orders()).hasSize(6);
        assertThat(vendor.ledger().rejections()).hasSize(1); // the cancel of an unknown task
    }

    @Test
    void a_task_is_pending_then_running_then_succeeded() throws IOException {
        JsonNode accepted =
                JSON.readTree(submit(PLAIN, TEXT.formatted("a red kite")).body());
        String id = accepted.at("/output/task_id").textValue();
        assertThat(accepted.at("/output/task_status").textValue()).isEqualTo("PENDING");
        assertThat(accepted.get("request_id").textValue()).isNotEqualTo(id);
        assertThat(poll(id).at("/output/scheduled_time").isMissingNode()).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(poll(id).at("/output/task_status").textValue()).isEqualTo("RUNNING");
        assertThat(poll(id).at("/output/end_time").isMissingNode()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        JsonNode success = poll(id);
        assertThat(success.at("/output/task_status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(success.at("/output/video_url").textValue()).endsWith(id + ".mp4");
        assertThat(success.at("/output/submit_time").textValue()).isEqualTo("2026-01-01 08:00:00.000");
        assertThat(success.get("usage"))
                .isEqualTo(JSON.readTree("{\"video_count\":1,\"video_duration\":5,\"video_ratio\":\"832*480\"}"));
        assertThat(vendor.ledger().billed()).hasToString("0.70 CNY");
    }

    @ParameterizedTest
    @CsvSource({"animate, pro, 4.68 CNY, 5.2", "speech, '', 5.115 CNY, 10.23"})
    void other_tasks_have_results_and_float_usage(String kind, String ratio, String price, double seconds)
            throws IOException {
        String id = accepted(IMAGE2VIDEO + "/", kind.equals("animate") ? ANIMATE : SPEECH);
        clock.advance(Duration.ofSeconds(7));
        JsonNode success = poll(id);
        assertThat(success.at("/output/video_url").isMissingNode()).isTrue();
        assertThat(success.at("/output/results/video_url").textValue()).endsWith(".mp4");
        assertThat(success.at("/usage/video_duration").doubleValue()).isEqualTo(seconds);
        assertThat(success.at("/usage/video_ratio").asText("")).isEqualTo(ratio);
        assertThat(vendor.ledger().billed()).hasToString(price);
    }

    @Test
    void an_order_must_be_asynchronous() throws IOException {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.remove("X-DashScope-Async");
        Wire.Response response = Wire.send(vendor.baseUrl(), "POST", PLAIN, headers, TEXT.formatted("a"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).contains("AccessDenied", "does not support synchronous calls");
        assertThat(vendor.ledger().orders()).isEmpty();
    }

    @Test
    void an_empty_prompt_fails_the_task_and_not_the_order() throws IOException {
        String id = accepted(PLAIN, TEXT.formatted(" "));
        clock.advance(Duration.ofSeconds(7));
        JsonNode failed = poll(id);
        assertThat(failed.at("/output/task_status").textValue()).isEqualTo("FAILED");
        assertThat(failed.at("/output/code").textValue()).isEqualTo("InvalidParameter");
        assertThat(failed.has("usage")).isFalse();
    }

    @Test
    void a_long_prompt_is_cut_silently() throws IOException {
        String id = accepted(PLAIN, TEXT.formatted("猫".repeat(900)));
        clock.advance(Duration.ofSeconds(7));
        assertThat(poll(id).at("/output/orig_prompt").textValue()).isEqualTo("猫".repeat(800));
    }

    @Test
    void fields_of_the_official_client_are_tolerated() throws IOException {
        String id = accepted(PLAIN, """
                {"model": "wan2.2-t2v-plus", "input": {"prompt": "a", "extend_prompt": true},
                 "parameters": {"with_audio": false}}""");
        assertThat(id).isNotEmpty();
        assertThat(vendor.ledger().rejections()).isEmpty();
        accepted(PLAIN, "{\"model\": \"wan2.2-t2v-plus\", \"input\": {\"prompt\": \"a\", \"promt\": \"b\"}}");
        assertThat(vendor.ledger().rejections())
                .singleElement()
                .satisfies(remark -> assertThat(remark.reason()).contains("input.promt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | BadRequest.EmptyModel | {}",
                "400 | BadRequest.IllegalInput | []",
                "400 | BadRequest.EmptyInput | {\"model\": \"wan2.2-t2v-plus\"}",
                "404 | ModelNotFound | {\"model\": \"wan2.1-t2v-plus\", \"input\": {\"prompt\": \"a\"}}",
                "400 | InvalidParameter | {\"model\": \"wan2.2-s2v\", \"input\": {}}",
                "400 | InvalidParameter | {\"model\": \"wan2.2-t2v-plus\", \"input\": {\"prompt\": \"a\"},"
                        + " \"parameters\": {\"size\": \"1280*720\"}}",
                "400 | InvalidParameter | {\"model\": \"wan2.2-t2v-plus\", \"input\": {\"prompt\": \"a\"},"
                        + " \"parameters\": {\"size\": \"480P\"}}",
                "400 | InvalidParameter | {\"model\": \"wan2.2-i2v-plus\","
                        + " \"input\": {\"img_url\": \"https://a.example/a.png\"}, \"parameters\": {\"duration\": 3}}"
            })
    void an_invalid_order_is_rejected(int status, String code, String body) throws IOException {
        Wire.Response response = submit(PLAIN, body);
        assertThat(response.status()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("code").textValue()).isEqualTo(code);
        assertThat(vendor.ledger().orders()).isEmpty();
    }

    @Test
    void animation_needs_parameters_with_a_mode() throws IOException {
        String input = "\"input\": {\"image_url\": \"https://a.example/a.png\","
                + " \"video_url\": \"https://a.example/a.mp4\"}";
        assertThat(submit(IMAGE2VIDEO, "{\"model\": \"wan2.2-animate-mix\", " + input + "}")
                        .body())
                .contains("BadRequest.EmptyParameters");
        assertThat(submit(IMAGE2VIDEO, "{\"model\": \"wan2.2-animate-mix\", " + input + ", \"parameters\": {}}")
                        .body())
                .contains("InvalidParameter", "mode");
    }

    @Test
    void a_task_above_the_concurrency_waits() throws IOException {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(1));
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(1));
        String first = accepted(IMAGE2VIDEO, ANIMATE);
        String second = accepted(IMAGE2VIDEO, ANIMATE);
        assertThat(poll(first).at("/output/task_status").textValue()).isEqualTo("RUNNING");
        assertThat(poll(second).at("/output/task_status").textValue()).isEqualTo("PENDING");
        clock.advance(Duration.ofMinutes(1));
        assertThat(poll(first).at("/output/task_status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(poll(second).at("/output/task_status").textValue()).isEqualTo("RUNNING");
    }

    @Test
    void only_a_pending_task_can_be_cancelled() throws IOException {
        String id = accepted(PLAIN, TEXT.formatted("a"));
        assertThat(cancel(id).status()).isEqualTo(200);
        assertThat(poll(id).at("/output/task_status").textValue()).isEqualTo("CANCELED");
        assertThat(cancel(id).status()).isEqualTo(400);
        String running = accepted(PLAIN, TEXT.formatted("a"));
        clock.advance(Duration.ofSeconds(3));
        assertThat(cancel(running).body()).contains("UnsupportedOperation");
        assertThat(poll(running).at("/output/task_status").textValue()).isEqualTo("RUNNING");
    }

    @Test
    void an_unknown_or_old_task_is_unknown_under_200() throws IOException {
        assertThat(poll("5f1c").at("/output/task_status").textValue()).isEqualTo("UNKNOWN");
        String id = accepted(PLAIN, TEXT.formatted("a"));
        clock.advance(Duration.ofHours(24).plusSeconds(6));
        assertThat(poll(id).at("/output/task_status").textValue()).isEqualTo("SUCCEEDED");
        clock.advance(Duration.ofSeconds(1));
        assertThat(poll(id).at("/output/task_status").textValue()).isEqualTo("UNKNOWN");
    }

    @Test
    void rates_are_limited_on_request() throws IOException {
        try (Simulator limited =
                DashscopeSimulator.withRateLimits().clock(clock).start()) {
            for (int i = 0; i < 3; i++) {
                Wire.Response response = Wire.send(limited.baseUrl(), "POST", PLAIN, HEADERS, TEXT.formatted("a"));
                assertThat(response.status()).isEqualTo(i < 2 ? 200 : 429);
                assertThat(response.header("Retry-After")).isEmpty();
            }
            clock.advance(Duration.ofSeconds(1));
            assertThat(Wire.send(limited.baseUrl(), "POST", PLAIN, HEADERS, TEXT.formatted("a"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_uploaded_file_needs_the_resolve_header() throws IOException {
        String body = "{\"model\": \"wan2.2-i2v-plus\", \"input\": {\"img_url\": \"oss://dir/a.png\"}}";
        assertThat(submit(PLAIN, body).body()).contains("X-DashScope-OssResourceResolve");
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("X-DashScope-OssResourceResolve", "enable");
        assertThat(Wire.send(vendor.baseUrl(), "POST", PLAIN, headers, body).status())
                .isEqualTo(200);
    }

    @Test
    void the_store_rejects_a_key_and_a_wrong_policy() throws IOException {
        assertThat(Wire.send(vendor.baseUrl(), "POST", "/storage", HEADERS, "x").status())
                .isEqualTo(400);
        String form = "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\ndir/a.png\r\n--b--\r\n";
        assertThat(Wire.send(
                                vendor.baseUrl(),
                                "POST",
                                "/storage",
                                Map.of("Content-Type", "multipart/form-data; boundary=b"),
                                form)
                        .status())
                .isEqualTo(403);
        assertThat(vendor.ledger().uploadedFiles()).isEmpty();
    }

    @Test
    void singapore_has_other_models_and_no_speech() throws IOException {
        try (Simulator singapore = DashscopeSimulator.singapore().clock(clock).start()) {
            assertThat(Wire.send(singapore.baseUrl(), "POST", IMAGE2VIDEO, HEADERS, SPEECH)
                            .body())
                    .contains("ModelNotFound");
            assertThat(Wire.send(
                                    singapore.baseUrl(),
                                    "POST",
                                    PLAIN,
                                    HEADERS,
                                    "{\"model\": \"wan2.1-t2v-plus\", \"input\": {\"prompt\": \"a\"}}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private Wire.Response submit(String path, String body) throws IOException {
        return Wire.send(vendor.baseUrl(), "POST", path, HEADERS, body);
    }

    private String accepted(String path, String body) throws IOException {
        Wire.Response response = submit(path, body);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).at("/output/task_id").textValue();
    }

    private JsonNode poll(String id) throws IOException {
        return JSON.readTree(Wire.send(vendor.baseUrl(), "GET", "/api/v1/tasks/" + id, HEADERS, "")
                .body());
    }

    private Wire.Response cancel(String id) throws IOException {
        return Wire.send(vendor.baseUrl(), "POST", "/api/v1/tasks/" + id + "/cancel", HEADERS, "");
    }
}
