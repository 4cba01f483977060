package io.github.reel4j.testkit.simulator.apixo;

import static io.github.reel4j.testkit.simulator.apixo.ApixoClient.ANIMATE_SAMPLE;
import static io.github.reel4j.testkit.simulator.apixo.ApixoClient.HEADERS;
import static io.github.reel4j.testkit.simulator.apixo.ApixoClient.REPLACE_SAMPLE;
import static io.github.reel4j.testkit.simulator.apixo.ApixoClient.STATUS;
import static io.github.reel4j.testkit.simulator.apixo.ApixoClient.SUBMIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.RateLimit;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApixoSimulatorTest {

    private final ManualClock clock = new ManualClock();
    private final Simulator apixo = ApixoSimulator.builder().clock(clock).start();
    private final ApixoClient client = new ApixoClient(apixo);

    @AfterEach
    void close() {
        apixo.close();
    }

    @Test
    void the_base_url_has_the_path_of_the_real_one() {
        assertThat(apixo.baseUrl().getPath()).isEqualTo("/api/v1");
    }

    @Test
    void a_task_is_pending_then_processing_then_a_success() throws Exception {
        JsonNode accepted = ApixoClient.json(client.submit(ANIMATE_SAMPLE));
        String id = accepted.at("/data/taskId").textValue();
        assertThat(id).startsWith("task_");
        assertThat(accepted.toString())
                .isEqualTo("{\"code\":200,\"message\":\"success\",\"data\":{\"taskId\":\"" + id + "\"}}");

        assertThat(client.data(id).toString())
                .isEqualTo("{\"taskId\":\"" + id + "\",\"state\":\"pending\",\"createTime\":1767225600000}");
        clock.advance(Duration.ofSeconds(2));
        assertThat(client.data(id).get("state").textValue()).isEqualTo("processing");
        clock.advance(Duration.ofSeconds(5));

        JsonNode success = client.data(id);
        assertThat(success.get("state").textValue()).isEqualTo("success");
        assertThat(ApixoClient.json(success.get("resultJson").textValue())
                        .at("/resultUrls/0")
                        .textValue())
                .endsWith("/media/" + id + ".mp4");
        assertThat(success.get("completeTime").longValue()
                        - success.get("createTime").longValue())
                .isEqualTo(7000)
                .isEqualTo(success.get("costTime").longValue());
    }

    @Test
    void a_failed_task_is_reported_with_code_200() throws Exception {
        apixo.nextTask().fails("CONTENT_VIOLATION", "Content violates safety guidelines");
        String id = client.order(REPLACE_SAMPLE);
        clock.advance(Duration.ofSeconds(7));
        JsonNode body = ApixoClient.json(client.status(id));
        assertThat(body.get("code").intValue()).isEqualTo(200);
        assertThat(body.get("data").toString())
                .isEqualTo("{\"taskId\":\"" + id + "\",\"state\":\"failed\",\"failCode\":\"CONTENT_VIOLATION\","
                        + "\"failMsg\":\"Content violates safety guidelines\","
                        + "\"createTime\":1767225600000,\"completeTime\":1767225607000}");
    }

    @Test
    void a_success_without_a_url_has_an_empty_list() throws Exception {
        apixo.nextTask().succeedsWithoutUrl();
        String id = client.order(ANIMATE_SAMPLE);
        clock.advance(Duration.ofSeconds(7));
        assertThat(client.data(id).get("resultJson").textValue()).isEqualTo("{\"resultUrls\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"request_type\": \"async\" | \"request_type\": \"sync\"     | request_type",
                "\"request_type\": \"async\" | \"request_type\": \"callback\" | callback_url",
                "\"official\"                | \"cheapest\"                   | provider",
                "\"mode\": \"standard\",     | ''                             | input.mode",
                "\"standard\"                | \"pro\"                        | input.mode",
                "\"type\": \"animate\",      | ''                             | input.type",
                "\"animate\"                 | \"dance\"                      | input.type",
                "[\"https://example.com/character.png\"] | []                 | input.image_urls",
                "[\"https://example.com/character.png\"] | \"https://a.b/c\"  | input.image_urls",
                "\"https://example.com/motion.mp4\" | \"https://a.b/1\", \"https://a.b/2\" | input.video_urls",
                "https://example.com/motion | file:///motion                  | input.video_urls",
                "\"keep the face stable and follow the motion naturally\" | \"\"  | input.prompt",
                "\"480p\"                    | \"580p\"                       | input.resolution",
                "\"480p\"                    | \"480P\"                       | input.resolution",
                "-1                          | -2                             | input.seed",
                "-1                          | 2147483648                     | input.seed",
            })
    void a_violated_constraint_is_named_in_the_response(String part, String instead, String field) throws Exception {
        assertThat(ANIMATE_SAMPLE).contains(part);
        Wire.Response result =
                client.submit(ANIMATE_SAMPLE.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(instead)));
        assertThat(result.status()).isEqualTo(400);
        JsonNode body = ApixoClient.json(result);
        assertThat(body.get("code").intValue()).isEqualTo(400);
        assertThat(body.get("message").textValue()).isEqualTo("Invalid request");
        assertThat(body.at("/data/error").textValue()).contains(field);
        assertThat(apixo.ledger().orders()).isEmpty();
    }

    @Test
    void the_optional_fields_may_be_left_out() throws Exception {
        String id = client.order("""
                {"input": {"mode": "standard", "type": "replace",
                  "image_urls": ["https://a.b/c.png"], "video_urls": ["http://a.b/c.mp4"]}}""");
        assertThat(apixo.ledger().orders()).singleElement().satisfies(order -> {
            assertThat(order.taskId()).isEqualTo(id);
            assertThat(order.operation()).isEqualTo("replace");
            assertThat(order.resolution()).isEqualTo("480p");
            assertThat(order.price()).isEmpty();
        });
    }

    @Test
    void keys_paths_methods_and_tasks_are_checked() throws Exception {
        Map<String, String> basic = Map.of("Content-Type", "application/json", "Authorization", "Basic abc");
        assertThat(Wire.send(apixo.baseUrl(), "POST", SUBMIT, basic, ANIMATE_SAMPLE)
                        .status())
                .isEqualTo(401);
        assertThat(Wire.send(apixo.baseUrl(), "GET", STATUS + "x", Map.of("Authorization", "Bearer "), "")
                        .status())
                .isEqualTo(401);
        assertThat(Wire.send(apixo.baseUrl(), "POST", SUBMIT, Map.of("Authorization", "Bearer k"), ANIMATE_SAMPLE)
                        .status())
                .isEqualTo(400);
        assertThat(Wire.send(apixo.baseUrl(), "GET", SUBMIT, HEADERS, "").status())
                .isEqualTo(404);
        assertThat(client.status("task_unknown").status()).isEqualTo(404);
        assertThat(client.status("").status()).isEqualTo(400);
        assertThat(ApixoClient.json(client.status("task_unknown")).get("code").intValue())
                .isEqualTo(404);
    }

    @Test
    void at_most_1000_concurrent_tasks_are_accepted() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            assertThat(client.submit(ANIMATE_SAMPLE).status()).isEqualTo(200);
        }
        assertThat(client.submit(ANIMATE_SAMPLE).status()).isEqualTo(429);
        assertThat(apixo.ledger().orders()).hasSize(1_000);
        clock.advance(Duration.ofSeconds(7));
        assertThat(client.submit(ANIMATE_SAMPLE).status()).isEqualTo(200);
    }

    @Test
    void a_rate_is_limited_in_a_sliding_window() {
        RateLimit limit = new RateLimit(2, Duration.ofMinutes(1));
        assertThat(limit.admits(clock.instant())).isTrue();
        clock.advance(Duration.ofSeconds(30));
        assertThat(limit.admits(clock.instant())).isTrue();
        assertThat(limit.admits(clock.instant())).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(limit.admits(clock.instant())).isTrue();
        assertThat(limit.admits(clock.instant())).isFalse();
        limit.reset();
        assertThat(limit.admits(clock.instant())).isTrue();
    }

    @Test
    void a_callback_is_posted_once_the_task_has_ended() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        try (LoopbackServer listener = LoopbackServer.bind(0)) {
            listener.serve((request, exchange) -> {
                calls.add(request.path() + " " + request.body());
                exchange.send(ServerResponse.json(200, "{}"));
            });
            String id = client.order(
                    REPLACE_SAMPLE.replace("https://your-server.com/callback", listener.origin() + "/hook"));
            clock.advance(Duration.ofSeconds(6));
            assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).isNull();
            clock.advance(Duration.ofSeconds(1));
            String body = client.status(id).body();
            assertThat(calls.poll(5, TimeUnit.SECONDS)).isEqualTo("/hook " + body);
        }
    }

    /** Returns the callbacks of one order with this script. */
    private List<String> calls(CallbackScript callback, int count, Duration passing) throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        try (LoopbackServer listener = LoopbackServer.bind(0)) {
            listener.serve((request, exchange) -> {
                calls.add(request.body());
                exchange.send(ServerResponse.json(200, "{}"));
            });
            apixo.nextTask().id("task_1").withCallback(callback);
            client.order(REPLACE_SAMPLE.replace("https://your-server.com/callback", listener.origin() + "/hook"));
            clock.advance(passing);
            List<String> came = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                came.add(String.valueOf(calls.poll(5, TimeUnit.SECONDS)));
            }
            assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).isNull();
            return came;
        }
    }

    @Test
    void a_callback_can_be_lost_or_repeated() throws Exception {
        assertThat(calls(CallbackScript.never(), 0, Duration.ofSeconds(7))).isEmpty();
        assertThat(calls(CallbackScript.repeated(3), 3, Duration.ofSeconds(7)))
                .allMatch(body -> body.contains("\"taskId\":\"task_1\"") && body.contains("\"success\""));
    }

    @Test
    void a_callback_can_be_late() throws Exception {
        assertThat(calls(CallbackScript.late(Duration.ofHours(1)), 0, Duration.ofMinutes(59)))
                .isEmpty();
        assertThat(calls(CallbackScript.late(Duration.ofHours(1)), 1, Duration.ofMinutes(61)))
                .allMatch(body -> body.contains("task_1"));
    }

    @Test
    void a_callback_can_arrive_before_the_submit_response() throws Exception {
        assertThat(calls(CallbackScript.early(), 1, Duration.ZERO))
                .allMatch(body -> body.contains("\"state\":\"pending\""));
    }

    @Test
    void a_callback_can_be_forged() throws Exception {
        assertThat(calls(CallbackScript.forged(), 1, Duration.ofSeconds(7)))
                .allMatch(body -> body.contains("\"taskId\":\"1_ksat\"") && !body.contains("task_1"));
    }
}
