package io.github.reel4j.testkit.simulator.pixazo;

import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.ANIMATE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.ANIMATE_POLL;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.ANIMATE_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.I2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.I2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.S2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.S2V_POLL;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.S2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.T2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.T2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.WAN_POLL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixazoSimulatorTest {

    private final ManualClock clock = new ManualClock();
    private final Simulator pixazo = PixazoSimulator.builder().clock(clock).start();
    private final PixazoClient client = new PixazoClient(pixazo);

    @AfterEach
    void close() {
        pixazo.close();
    }

    @Test
    void text_to_video_ends_with_the_documented_success() throws Exception {
        JsonNode accepted = client.json(T2V, T2V_SAMPLE);
        assertThat(accepted.at("/output/task_status").textValue()).isEmpty();
        String id = accepted.at("/output/task_id").textValue();
        assertThat(id).isNotEqualTo(accepted.get("request_id").textValue());

        assertThat(wanStatus(id)).isEqualTo("PENDING");
        clock.advance(Duration.ofSeconds(2));
        assertThat(wanStatus(id)).isEqualTo("RUNNING");
        clock.advance(Duration.ofSeconds(5));

        JsonNode success = client.poll(WAN_POLL, "task_id", id);
        assertThat(names(success)).containsExactly("request_id", "output", "usage");
        assertThat(names(success.get("output")))
                .containsExactly(
                        "task_id",
                        "task_status",
                        "submit_time",
                        "scheduled_time",
                        "end_time",
                        "video_url",
                        "orig_prompt",
                        "actual_prompt");
        assertThat(success.at("/output/task_status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(success.at("/output/submit_time").textValue()).isEqualTo("2026-01-01 00:00:00.000");
        assertThat(success.at("/output/end_time").textValue()).isEqualTo("2026-01-01 00:00:07.000");
        assertThat(success.at("/output/orig_prompt").textValue()).isEqualTo("A kitten running in the moonlight");
        assertThat(success.at("/output/video_url").textValue()).isEqualTo(pixazo.baseUrl() + "/media/" + id + ".mp4");
        assertThat(success.get("usage").toString())
                .isEqualTo("{\"video_duration\":5,\"video_ratio\":\"1920*1080\",\"video_count\":1}");
    }

    @Test
    void image_to_video_is_polled_at_the_path_of_text_to_video() throws Exception {
        JsonNode accepted = client.json(I2V, I2V_SAMPLE);
        assertThat(accepted.at("/output/task_status").textValue()).isEqualTo("PENDING");
        clock.advance(Duration.ofSeconds(7));
        JsonNode success =
                client.poll(WAN_POLL, "task_id", accepted.at("/output/task_id").textValue());
        assertThat(success.at("/output/task_status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(success.at("/usage/video_ratio").textValue()).isEqualTo("1920*1080");
    }

    @Test
    void speech_to_video_succeeds_without_a_status() throws Exception {
        JsonNode accepted = client.json(S2V, S2V_SAMPLE);
        assertThat(names(accepted)).containsExactly("request_id");
        String id = accepted.get("request_id").textValue();

        JsonNode running = client.poll(S2V_POLL, "requestId", id);
        assertThat(names(running)).containsExactly("status", "detail", "request_id");
        assertThat(running.get("status").textValue()).isEqualTo("IN_PROGRESS");
        assertThat(running.get("detail").textValue()).isEqualTo("Request is still in progress");
        clock.advance(Duration.ofSeconds(7));

        JsonNode success = client.poll(S2V_POLL, "requestId", id);
        assertThat(names(success)).containsExactly("video");
        assertThat(names(success.get("video"))).containsExactly("url", "content_type", "file_name", "file_size");
        Wire.Response file = Wire.send(pixazo.baseUrl(), "GET", "/media/" + id + ".mp4", Map.of(), "");
        assertThat(success.at("/video/url").textValue()).endsWith("/media/" + id + ".mp4");
        assertThat(success.at("/video/file_size").intValue()).isEqualTo(file.bytes().length);
    }

    @Test
    void animate_queues_runs_and_completes() throws Exception {
        JsonNode accepted = client.json(ANIMATE, ANIMATE_SAMPLE);
        String id = accepted.get("request_id").textValue();
        assertThat(accepted.toString()).isEqualTo("{\"status\":\"IN_QUEUE\",\"request_id\":\"" + id + "\"}");

        assertThat(client.poll(ANIMATE_POLL, "request_id", id)).isEqualTo(accepted);
        clock.advance(Duration.ofSeconds(2));
        assertThat(client.poll(ANIMATE_POLL, "request_id", id).toString())
                .isEqualTo("{\"status\":\"IN_PROGRESS\",\"request_id\":\"" + id
                        + "\",\"estimated_completion_seconds\":45}");
        clock.advance(Duration.ofSeconds(5));
        JsonNode success = client.poll(ANIMATE_POLL, "request_id", id);
        assertThat(success.get("status").textValue()).isEqualTo("COMPLETED");
        assertThat(names(success.get("animation")))
                .containsExactly("url", "width", "height", "duration_seconds", "fps", "content_type");
    }

    @Test
    void a_script_decides_how_each_service_fails() throws Exception {
        for (int i = 0; i < 3; i++) {
            pixazo.nextTask().queued(Duration.ZERO).running(Duration.ZERO).fails("DataInspectionFailed", "not allowed");
        }
        JsonNode wan = client.poll(WAN_POLL, "task_id", client.order()).get("output");
        assertThat(wan.get("task_status").textValue()).isEqualTo("FAILED");
        assertThat(wan.get("code").textValue()).isEqualTo("DataInspectionFailed");
        assertThat(wan.get("message").textValue()).isEqualTo("not allowed");
        JsonNode speech = client.poll(
                S2V_POLL,
                "requestId",
                client.json(S2V, S2V_SAMPLE).get("request_id").textValue());
        JsonNode animate = client.poll(
                ANIMATE_POLL,
                "request_id",
                client.json(ANIMATE, ANIMATE_SAMPLE).get("request_id").textValue());
        for (JsonNode flat : List.of(speech, animate)) {
            assertThat(flat.get("status").textValue()).isEqualTo("FAILED");
            assertThat(flat.get("error").textValue()).isEqualTo("not allowed");
        }
    }

    @Test
    void a_script_sets_durations_status_and_a_missing_url() throws Exception {
        pixazo.nextTask()
                .queued(Duration.ofHours(1))
                .running(Duration.ofHours(1))
                .reportsStatus("WARMING_UP");
        pixazo.nextTask().succeedsWithoutUrl();
        String slow = client.order();
        String bare = client.order();
        clock.advance(Duration.ofMinutes(59));
        assertThat(wanStatus(slow)).isEqualTo("PENDING");
        clock.advance(Duration.ofMinutes(1));
        assertThat(wanStatus(slow)).isEqualTo("WARMING_UP");
        clock.advance(Duration.ofHours(1));
        assertThat(wanStatus(slow)).isEqualTo("SUCCEEDED");
        JsonNode output = client.poll(WAN_POLL, "task_id", bare).get("output");
        assertThat(output.get("task_status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(output.get("video_url").textValue()).isEmpty();
    }

    @Test
    void the_ledger_keeps_orders_with_their_documented_prices() throws Exception {
        client.post(T2V, T2V_SAMPLE);
        client.post(I2V, I2V_SAMPLE);
        client.post(S2V, S2V_SAMPLE);
        client.post(ANIMATE, ANIMATE_SAMPLE);
        assertThat(pixazo.ledger().orders())
                .extracting(BilledOrder::operation)
                .containsExactly("t2v", "i2v", "s2v", "animate");
        assertThat(pixazo.ledger().orders())
                .extracting(order -> order.price().map(Object::toString).orElse("unknown"))
                .containsExactly("unknown", "0.75 USD", "0.75 USD", "0.40 USD");
        assertThat(pixazo.ledger().billed()).isEqualTo(Money.usd("1.90"));
        BilledOrder image = pixazo.ledger().orders().get(1);
        assertThat(image.model()).hasValue("wan2.2-i2v-plus");
        assertThat(image.resolution()).isEqualTo("1080P");
        assertThat(image.body().at("/parameters/seed").intValue()).isEqualTo(12345);
        assertThat(pixazo.ledger().submits()).hasSize(4);
    }

    private String wanStatus(String id) throws Exception {
        return client.poll(WAN_POLL, "task_id", id).at("/output/task_status").textValue();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
