package io.github.reel4j.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** fal's own client completes its flows against the simulator. */
@EnabledIfEnvironmentVariable(
        named = "REEL4J_NPM",
        matches = "true",
        disabledReason = "needs Node.js and npm; run official-clients/run")
class FalClientTest {

    private static final String ENDPOINT = "fal-ai/wan/v2.2-a14b/text-to-video";
    private static final String INPUT = "{\"prompt\":\"a red kite over dunes\",\"resolution\":\"480p\",\"seed\":7}";

    private final ManualClock clock = new ManualClock();
    private final Simulator vendor = FalSimulator.builder().clock(clock).start();
    private final FalClient fal = new FalClient(vendor.baseUrl());

    @BeforeAll
    static void install() {
        FalClient.install();
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    private String submitted() {
        return fal.submit(ENDPOINT, INPUT).at("/value/request_id").textValue();
    }

    @Test
    void an_order_ends_with_a_video() {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        JsonNode done = fal.subscribe(ENDPOINT, INPUT);
        assertThat(done.at("/value/data/video/url").textValue()).startsWith("http");
        assertThat(done.at("/value/data/seed").longValue()).isEqualTo(7);
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    @Test
    void a_task_is_queued_then_running_then_completed() {
        vendor.nextTask().queuePosition(3).queued(Duration.ofSeconds(20)).running(Duration.ofSeconds(60));
        String id = submitted();
        JsonNode queued = fal.status(ENDPOINT, id);
        assertThat(queued.at("/value/status").textValue()).isEqualTo("IN_QUEUE");
        assertThat(queued.at("/value/queue_position").intValue()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(30));
        assertThat(fal.status(ENDPOINT, id).at("/value/status").textValue()).isEqualTo("IN_PROGRESS");
        clock.advance(Duration.ofSeconds(60));
        assertThat(fal.status(ENDPOINT, id).at("/value/status").textValue()).isEqualTo("COMPLETED");
        assertThat(fal.result(ENDPOINT, id).at("/value/requestId").textValue()).isEqualTo(id);
    }

    @Test
    void a_failed_task_is_completed_and_its_result_an_error() {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO).fails("content_policy_violation", "not allowed");
        String id = submitted();
        assertThat(fal.status(ENDPOINT, id).at("/value/status").textValue()).isEqualTo("COMPLETED");
        JsonNode error = fal.result(ENDPOINT, id).get("error");
        assertThat(error.get("name").textValue()).isEqualTo("ValidationError");
        assertThat(error.get("status").intValue()).isEqualTo(422);
        assertThat(error.at("/body/detail/0/type").textValue()).isEqualTo("content_policy_violation");
    }

    @Test
    void a_result_before_the_end_is_an_error() {
        vendor.nextTask().queued(Duration.ofHours(1));
        JsonNode error = fal.result(ENDPOINT, submitted()).get("error");
        assertThat(error.get("status").intValue()).isEqualTo(400);
        assertThat(error.at("/body/detail").textValue()).isEqualTo("Request is still in progress");
    }

    @Test
    void a_queued_task_can_be_cancelled() {
        vendor.nextTask().queued(Duration.ofHours(1));
        String id = submitted();
        assertThat(fal.cancel(ENDPOINT, id).has("error")).isFalse();
        JsonNode status = fal.status(ENDPOINT, id);
        assertThat(status.at("/value/status").textValue()).isEqualTo("COMPLETED");
        assertThat(status.at("/value/error_type").textValue()).isEqualTo("client_cancelled");
    }

    @Test
    void a_completed_task_cannot_be_cancelled() {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        JsonNode error = fal.cancel(ENDPOINT, submitted()).get("error");
        assertThat(error.get("status").intValue()).isEqualTo(400);
        assertThat(error.at("/body/status").textValue()).isEqualTo("ALREADY_COMPLETED");
    }

    @Test
    void a_result_is_not_found_after_its_expiry() {
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ZERO);
        String id = submitted();
        clock.advance(Duration.ofDays(31));
        JsonNode error = fal.result(ENDPOINT, id).get("error");
        assertThat(error.get("status").intValue()).isEqualTo(404);
        assertThat(error.at("/body/status").textValue()).isEqualTo("NOT_FOUND");
    }
}
