package io.github.reel4j.testkit.simulator.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator behaves as the documents of fal say, also where they are odd. */
class FalSimulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Authorization", "Key id:secret");
    private static final String TEXT = "/fal-ai/wan/v2.2-a14b/text-to-video";
    private static final String ORDER = "{\"prompt\":\"a red kite over dunes\"}";

    private final ManualClock clock = new ManualClock();
    private final FalWebhookKeys keys = new FalWebhookKeys();
    private final Simulator fal = FalSimulator.builder(keys).clock(clock).start();

    @AfterEach
    void close() {
        fal.close();
    }

    @Test
    void an_order_is_queued_with_3_URLs() throws IOException {
        JsonNode accepted = json(post(TEXT, ORDER));
        String id = accepted.get("request_id").textValue();
        assertThat(accepted.get("status").textValue()).isEqualTo("IN_QUEUE");
        assertThat(accepted.get("queue_position").intValue()).isZero();
        assertThat(accepted.get("status_url").textValue()).endsWith("/fal-ai/wan/requests/" + id + "/status");
        assertThat(accepted.get("response_url").textValue()).endsWith("/fal-ai/wan/requests/" + id);
        assertThat(accepted.get("cancel_url").textValue()).endsWith("/fal-ai/wan/requests/" + id + "/cancel");
        assertThat(fal.ledger().billed()).isEqualTo(Money.usd("0.405"));
    }

    @Test
    void a_status_is_202_until_the_end() throws IOException {
        String id = order(ORDER);
        Wire.Response queued = status(id, "");
        assertThat(queued.status()).isEqualTo(202);
        assertThat(json(queued).get("queue_position").intValue()).isZero();
        clock.advance(Duration.ofSeconds(2));
        Wire.Response running = status(id, "");
        assertThat(running.status()).isEqualTo(202);
        assertThat(json(running).get("status").textValue()).isEqualTo("IN_PROGRESS");
        assertThat(json(running).has("queue_position")).isFalse();
        assertThat(json(running).get("logs").isNull()).isTrue();
        assertThat(json(status(id, "?logs=1")).get("logs").isArray()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        Wire.Response ended = status(id, "");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(json(ended).at("/metrics/inference_time").doubleValue()).isEqualTo(5.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/response"})
    void a_result_is_the_output_or_still_in_progress(String suffix) throws IOException {
        String id = order(ORDER);
        Wire.Response early = get("/fal-ai/wan/requests/" + id + suffix);
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.body()).isEqualTo("{\"detail\":\"Request is still in progress\"}");
        clock.advance(Duration.ofMinutes(1));
        Wire.Response result = get("/fal-ai/wan/requests/" + id + suffix);
        assertThat(result.status()).isEqualTo(200);
        assertThat(json(result).at("/video/url").textValue()).endsWith(".mp4");
        assertThat(json(result).get("prompt").textValue()).isEqualTo("a red kite over dunes");
        assertThat(result.header("x-fal-request-id")).isEqualTo(id);
    }

    @Test
    void an_invalid_order_is_accepted_and_fails_at_its_result() throws IOException {
        String id = order("{\"prompt\":\"x\",\"num_frames\":7}");
        clock.advance(Duration.ofMinutes(1));
        assertThat(json(status(id, "")).get("status").textValue()).isEqualTo("COMPLETED");
        assertThat(json(status(id, "")).has("error")).isFalse();
        Wire.Response result = get("/fal-ai/wan/requests/" + id);
        assertThat(result.status()).isEqualTo(422);
        assertThat(json(result).at("/detail/0/loc/1").textValue()).isEqualTo("num_frames");
        assertThat(fal.ledger().rejections()).hasSize(1);
    }

    @Test
    void an_unknown_path_of_the_app_is_accepted_too() throws IOException {
        String id = json(post("/fal-ai/wan/v2.2-a14B/no-such-model", ORDER))
                .get("request_id")
                .textValue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(get("/fal-ai/wan/requests/" + id).status()).isEqualTo(422);
        assertThat(fal.ledger().rejections()).hasSize(1);
        Wire.Response other = post("/fal-ai/other/model", ORDER);
        assertThat(other.status()).isEqualTo(404);
        assertThat(json(other).get("detail").textValue()).isEqualTo("Application \"fal-ai/other\" not found");
    }

    @Test
    void a_task_is_found_below_owner_and_app_only() throws IOException {
        String id = order(ORDER);
        assertThat(get(TEXT + "/requests/" + id + "/status").status()).isEqualTo(404);
        assertThat(get("/fal-ai/other/requests/" + id + "/status").body()).isEqualTo("{\"status\":\"NOT_FOUND\"}");
    }

    @ParameterizedTest
    @CsvSource({"'', Cannot access application", "Bearer id:secret, invalid key", "'Key  ', invalid key"})
    void the_key_is_checked_first(String header, String detail) throws IOException {
        for (String method : new String[] {"POST", "GET", "DELETE"}) {
            Wire.Response result = Wire.send(fal.baseUrl(), method, TEXT, Map.of("Authorization", header), "{");
            assertThat(result.status()).isEqualTo(401);
            assertThat(json(result).get("detail").textValue()).contains(detail);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "internal_server_error, 500",
        "generation_timeout, 504",
        "downstream_service_error, 400",
        "content_policy_violation, 422"
    })
    void an_error_of_the_model_is_in_the_result_only(String type, int status) throws IOException {
        fal.nextTask().queued(Duration.ZERO).running(Duration.ZERO).fails(type, "No");
        String id = order(ORDER);
        assertThat(json(status(id, "")).has("error")).isFalse();
        Wire.Response result = get("/fal-ai/wan/requests/" + id);
        assertThat(result.status()).isEqualTo(status);
        assertThat(json(result).at("/detail/0/type").textValue()).isEqualTo(type);
        assertThat(result.header("X-Fal-Retryable")).isEqualTo(String.valueOf(status != 422));
    }

    @ParameterizedTest
    @CsvSource({"request_timeout, 504", "runner_disconnected, 503", "runner_server_error, 500"})
    void an_error_of_the_request_is_in_the_status_too(String type, int status) throws IOException {
        fal.nextTask().queued(Duration.ZERO).running(Duration.ZERO).fails(type, "No");
        String id = order(ORDER);
        assertThat(json(status(id, "")).get("error").textValue()).isEqualTo("No");
        assertThat(json(status(id, "")).get("error_type").textValue()).isEqualTo(type);
        Wire.Response result = get("/fal-ai/wan/requests/" + id);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.header("X-Fal-Error-Type")).isEqualTo(type);
    }

    @Test
    void a_cancel_is_a_request() throws IOException {
        String id = order(ORDER);
        Wire.Response cancel = cancel(id);
        assertThat(cancel.status()).isEqualTo(202);
        assertThat(cancel.body()).isEqualTo("{\"status\":\"CANCELLATION_REQUESTED\"}");
        assertThat(json(status(id, "")).get("error_type").textValue()).isEqualTo("client_cancelled");
        assertThat(cancel(id).status()).isEqualTo(400);
        assertThat(cancel(id).body()).isEqualTo("{\"status\":\"ALREADY_COMPLETED\"}");
        assertThat(cancel("unknown").status()).isEqualTo(404);
    }

    @Test
    void a_result_is_kept_for_an_hour() throws IOException {
        String small = order(ORDER);
        String large = order("{\"prompt\":\"" + "x".repeat(10_000) + "\"}");
        clock.advance(Duration.ofSeconds(7).plusMinutes(6));
        assertThat(get("/fal-ai/wan/requests/" + large).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get("/fal-ai/wan/requests/" + large).body()).isEqualTo("{\"status\":\"NOT_FOUND\"}");
        clock.advance(Duration.ofMinutes(53));
        assertThat(get("/fal-ai/wan/requests/" + small).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        assertThat(get("/fal-ai/wan/requests/" + small).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "v2.2-a14b/image-to-video, '\"num_frames\":80,\"resolution\":\"480p\"', 0.20",
        "v2.2-a14b/image-to-video, '\"num_frames\":160,\"frames_per_second\":60', 0.80",
        "v2.2-a14b/image-to-video/turbo, '\"resolution\":\"580p\"', 0.075",
    })
    void the_ledger_bills_frames_by_16(String model, String fields, String dollars) throws IOException {
        Wire.Response result = post(
                "/fal-ai/wan/" + model, "{\"prompt\":\"x\",\"image_url\":\"data:image/png;base64,AA\"," + fields + "}");
        assertThat(result.status()).isEqualTo(200);
        assertThat(fal.ledger().rejections()).isEmpty();
        assertThat(fal.ledger().billed()).isEqualTo(Money.usd(dollars));
    }

    @Test
    void the_public_keys_need_no_key_and_change() throws IOException {
        String before = Wire.send(fal.baseUrl(), "GET", "/.well-known/jwks.json", Map.of(), "")
                .body();
        assertThat(JSON.readTree(before).at("/keys/0/crv").textValue()).isEqualTo("Ed25519");
        keys.rotate();
        assertThat(Wire.send(fal.baseUrl(), "GET", "/.well-known/jwks.json", Map.of(), "")
                        .body())
                .isNotEqualTo(before);
    }

    @Test
    void every_documented_order_is_accepted() throws IOException {
        for (var each : fal.documented()) {
            if (each.method().equals("POST")) {
                assertThat(Wire.send(fal.baseUrl(), "POST", each.path(), each.headers(), each.body())
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(fal.ledger().orders()).hasSize(4);
        assertThat(fal.ledger().rejections()).isEmpty();
    }

    private String order(String body) throws IOException {
        return json(post(TEXT, body)).get("request_id").textValue();
    }

    private Wire.Response post(String path, String body) throws IOException {
        return Wire.send(fal.baseUrl(), "POST", path, HEADERS, body);
    }

    private Wire.Response get(String path) throws IOException {
        return Wire.send(fal.baseUrl(), "GET", path, HEADERS, "");
    }

    private Wire.Response status(String id, String query) throws IOException {
        return get("/fal-ai/wan/requests/" + id + "/status" + query);
    }

    private Wire.Response cancel(String id) throws IOException {
        return Wire.send(fal.baseUrl(), "PUT", "/fal-ai/wan/requests/" + id + "/cancel", HEADERS, "");
    }

    private static JsonNode json(Wire.Response response) throws IOException {
        return JSON.readTree(response.body());
    }
}
