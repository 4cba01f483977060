package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoClient;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that every curl example of the five documents works with only the host changed, and gets a response of the
 * documented structure. The calls and responses are in {@code documents.json}.
 */
class DocumentsRoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUEUED = Duration.ofSeconds(2);
    private static final Duration RUNNING = Duration.ofSeconds(5);

    static List<Named<JsonNode>> documents() throws IOException {
        try (InputStream file = DocumentsRoundTripTest.class.getResourceAsStream("documents.json")) {
            return StreamSupport.stream(JSON.readTree(file).spliterator(), false)
                    .map(each -> Named.of(each.get("document").textValue(), each))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_order_is_accepted_as_documented(JsonNode document) throws Exception {
        try (Simulator vendor = vendor(document).start()) {
            for (JsonNode order : document.get("orders")) {
                Wire.Response result = send(vendor, order);
                assertThat(result.status()).as(result.body()).isEqualTo(200);
                if (order.has("reply")) {
                    assertThat(shape(JSON.readTree(result.body()))).isEqualTo(shape(order.get("reply")));
                }
            }
            assertThat(vendor.ledger().orders()).hasSize(document.get("orders").size());
            assertThat(vendor.ledger().rejections()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_poll_finds_its_task_as_documented(JsonNode document) throws Exception {
        for (JsonNode order : document.get("orders")) {
            ManualClock clock = new ManualClock();
            try (Simulator vendor = vendor(document).clock(clock).start()) {
                vendor.nextTask()
                        .id(document.get("task").textValue())
                        .queued(QUEUED)
                        .running(RUNNING);
                assertThat(send(vendor, order).status()).isEqualTo(200);
                clock.advance(QUEUED);
                assertResponses(vendor, document, Phase.RUNNING);
                clock.advance(RUNNING);
                assertResponses(vendor, document, Phase.SUCCEEDED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documented_requests_are_those_of_the_documents(JsonNode document) throws Exception {
        try (Simulator vendor = vendor(document).start()) {
            for (String kind : new String[] {"orders", "polls"}) {
                JsonNode call = document.get(kind).get(0);
                String address = call.get("method").textValue() + " " + path(call);
                assertThat(vendor.documented())
                        .filteredOn(each -> each.toString().equals(address))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.headers()).containsAllEntriesOf(headers(call));
                            assertThat(JSON.readTree(each.body())).isEqualTo(JSON.readTree(body(call)));
                        });
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Invalid request parameters",
                "401 | Invalid or missing authentication",
                "403 | Access denied for this operation",
                "404 | Endpoint not found",
                "429 | Rate limit exceeded, please retry later",
                "500 | An unexpected error occurred, please try again later",
            })
    void each_error_of_pixazo_is_as_documented(int status, String text) throws Exception {
        try (Simulator pixazo = PixazoSimulator.create()) {
            pixazo.nextPoll(Fault.http(status));
            Wire.Response result = new PixazoClient(pixazo).post(PixazoClient.WAN_POLL, "{}");
            assertThat(result.status()).isEqualTo(status);
            assertThat(result.body()).isEqualTo("{\"error\":\"" + text + "\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void invalid_requests_are_rejected_as_documented(JsonNode document) throws Exception {
        JsonNode order = document.get("orders").get(0);
        try (Simulator vendor = vendor(document).start()) {
            String path = path(order);
            Map<String, String> keyless = headers(order);
            keyless.keySet().removeAll(Set.of("Authorization", "Ocp-Apim-Subscription-Key"));
            List<Wire.Response> results = List.of(
                    Wire.send(vendor.baseUrl(), "POST", path, keyless, body(order)),
                    Wire.send(vendor.baseUrl(), "POST", path, headers(order), "{}"),
                    Wire.send(vendor.baseUrl(), "POST", path + "s", headers(order), body(order)),
                    Wire.send(vendor.baseUrl(), "PUT", path, headers(order), body(order)));
            assertThat(results).extracting(Wire.Response::status).containsExactly(401, 400, 404, 404);
            for (Wire.Response result : results) {
                JsonNode error = JSON.readTree(result.body());
                if (document.get("vendor").textValue().equals("pixazo")) {
                    assertThat(shape(error)).isEqualTo(Map.of("error", "STRING"));
                } else {
                    assertThat(error.get("code").intValue()).isEqualTo(result.status());
                    assertThat(error.get("message").textValue()).isNotEmpty();
                }
            }
            assertThat(vendor.ledger().orders()).isEmpty();
            assertThat(vendor.ledger().rejections()).hasSize(4);
        }
    }

    @Test
    void all_five_documents_are_here() throws IOException {
        assertThat(documents())
                .extracting(Named::getName)
                .containsExactlyInAnyOrder(
                        "apixo-animate.txt",
                        "pixazo-animate.txt",
                        "pixazo-image-to-video.txt",
                        "pixazo-speech-to-video.txt",
                        "pixazo-text-to-video.txt");
    }

    private static void assertResponses(Simulator vendor, JsonNode document, Phase phase) throws IOException {
        for (JsonNode poll : document.get("polls")) {
            Wire.Response result = send(vendor, poll);
            assertThat(result.status()).as(result.body()).isEqualTo(200);
            Map<String, String> given = shape(JSON.readTree(result.body()));
            List<String> optional = new ArrayList<>();
            poll.path("optional").forEach(each -> optional.add(each.textValue()));
            for (JsonNode sample : poll.at("/replies/" + phase)) {
                Map<String, String> documented = shape(sample);
                assertThat(given).containsAllEntriesOf(documented);
                Set<String> more = new TreeSet<>(given.keySet());
                more.removeAll(documented.keySet());
                assertThat(optional).containsAll(more);
            }
        }
    }

    private static SimulatorBuilder vendor(JsonNode document) {
        return document.get("vendor").textValue().equals("pixazo")
                ? PixazoSimulator.builder()
                : ApixoSimulator.builder();
    }

    private static Wire.Response send(Simulator vendor, JsonNode call) throws IOException {
        return Wire.send(
                vendor.baseUrl(),
                call.get("method").textValue(),
                call.get("path").textValue(),
                headers(call),
                body(call));
    }

    private static String path(JsonNode call) {
        return call.get("path").textValue().split("\\?", 2)[0];
    }

    private static String body(JsonNode call) {
        return call.has("body") ? call.get("body").toString() : "";
    }

    private static Map<String, String> headers(JsonNode call) {
        Map<String, String> headers = new TreeMap<>();
        call.get("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().textValue()));
        return headers;
    }

    /** Returns the type of each field by dotted name, also of fields in nested JSON texts. */
    private static Map<String, String> shape(JsonNode node) throws IOException {
        Map<String, String> shape = new TreeMap<>();
        describe("", node, shape);
        return shape;
    }

    private static void describe(String name, JsonNode node, Map<String, String> shape) throws IOException {
        if (node.isTextual() && node.textValue().startsWith("{")) {
            describe(name + "(text)", JSON.readTree(node.textValue()), shape);
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                describe(name.isEmpty() ? each.getKey() : name + "." + each.getKey(), each.getValue(), shape);
            }
        } else {
            shape.put(name, node.getNodeType().toString());
        }
    }
}
