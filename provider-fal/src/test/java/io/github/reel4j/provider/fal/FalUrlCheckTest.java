package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URLs in the response to an order: they are compared, and the key is sent to none of them. */
class FalUrlCheckTest {

    private static final URI BASE = URI.create("https://queue.fal.run");
    private static final String ID = "7b1f0a3e-1111-4c22-9d33-000000000001";
    private static final String TASK = "https://queue.fal.run/fal-ai/wan/requests/" + ID;

    @ParameterizedTest
    @CsvSource({
        "status_url, " + TASK + "/status",
        "response_url, " + TASK,
        "response_url, " + TASK + "/response",
        "cancel_url, " + TASK + "/cancel"
    })
    void a_documented_URL_is_expected(String field, String url) {
        assertThat(unexpected(BASE, "{\"" + field + "\":\"" + url + "\"}")).isEmpty();
    }

    @Test
    void missing_URLs_are_expected() {
        assertThat(unexpected(BASE, "{}")).isEmpty();
        assertThat(unexpected(BASE, "{\"status_url\":null}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://queue.fal.run/fal-ai/wan/requests/" + ID + "/status",
                "https://queue.fal.run.evil.example/fal-ai/wan/requests/" + ID + "/status",
                "https://queue.fal.run@evil.example/fal-ai/wan/requests/" + ID + "/status",
                "https://user@queue.fal.run/fal-ai/wan/requests/" + ID + "/status",
                "https://queue.fal.run:8443/fal-ai/wan/requests/" + ID + "/status",
                "https://queue.fal.run/fal-ai/wan/requests/another/status",
                "https://queue.fal.run/fal-ai/wan/v2.2-a14b/text-to-video/requests/" + ID + "/status",
                "https://queue.fal.run/fal-ai/wan/../wan/requests/" + ID + "/status",
                "https://queue.fal.run/fal-ai/wan/requests/" + ID + "/status?next=x",
                "https://queue.fal.run/fal-ai/wan/requests/" + ID + "/status#x",
                "https://queue.fal.run/fal-ai/wan/requests/" + ID,
                "//queue.fal.run/fal-ai/wan/requests/" + ID + "/status",
                "file:///etc/passwd",
                "https://[",
                "mailto:a@b",
                ""
            })
    void any_other_URL_is_unexpected(String url) {
        assertThat(unexpected(BASE, "{\"status_url\":\"" + url + "\"}")).contains(url);
    }

    @Test
    void a_value_that_is_no_text_is_unexpected() {
        assertThat(unexpected(BASE, "{\"cancel_url\":7}")).contains("7");
        assertThat(unexpected(BASE, "{\"response_url\":{}}")).isPresent();
    }

    @Test
    void the_base_URL_may_have_a_path() {
        URI proxy = URI.create("https://proxy.example/fal");
        assertThat(unexpected(proxy, "{\"response_url\":\"https://proxy.example/fal/fal-ai/wan/requests/" + ID + "\"}"))
                .isEmpty();
        assertThat(unexpected(proxy, "{\"response_url\":\"" + TASK + "\"}")).contains(TASK);
    }

    @Test
    void URLs_of_another_host_are_not_used() {
        List<ReceivedRequest> strays = new CopyOnWriteArrayList<>();
        VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());
        try (LoopbackServer other = LoopbackServer.bind(0)) {
            other.serve((request, exchange) -> {
                strays.add(request);
                exchange.send(ServerResponse.json(200, "{}"));
            });
            String url = other.origin() + "/fal-ai/wan/requests/" + ID;
            run.vendor()
                    .nextSubmit(Fault.response(
                                    200,
                                    "application/json",
                                    "{\"request_id\":\"" + ID + "\",\"status_url\":\"" + url
                                            + "/status\",\"response_url\":\"" + url + "\",\"cancel_url\":\"" + url
                                            + "/cancel\"}")
                            .beforeAccepting());
            run.vendor().nextPoll(status("{\"status\":\"COMPLETED\",\"request_id\":\"" + ID + "\"}"));
            run.vendor().nextPoll(status("{\"video\":{\"url\":\"https://x.test/1.mp4\"}}"));
            run.vendor().nextCancel(status("{\"status\":\"CANCELLATION_REQUESTED\"}"));

            TaskRef task = run.client().submit(FalOrders.text().build()).ref();
            assertThat(task.id()).isEqualTo(ID);
            assertThat(run.client().resume(task).await(Duration.ofMinutes(1)).url())
                    .hasToString("https://x.test/1.mp4");
            var unused = run.client().cancel(task);

            assertThat(strays).isEmpty();
            assertThat(run.vendor().ledger().requests())
                    .hasSize(4)
                    .allSatisfy(request ->
                            assertThat(request.header("authorization")).contains("Key " + VendorTestHarness.KEY));
        } finally {
            run.close();
        }
    }

    private static Fault status(String body) {
        return Fault.response(200, "application/json", body);
    }

    private static Optional<String> unexpected(URI base, String body) {
        JsonNode response = VendorTestHarness.json(body);
        TaskRef task = new TaskRef(
                ProviderId.of("fal"), Operation.TEXT_TO_VIDEO, FalModels.TEXT, ID, "0123456789ab", Instant.EPOCH);
        return FalUrlCheck.unexpected(
                base,
                task,
                new FalApi.QueueEntry(
                        ID, response.get("status_url"), response.get("response_url"), response.get("cancel_url")));
    }
}
