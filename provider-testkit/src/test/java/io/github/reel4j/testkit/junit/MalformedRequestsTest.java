package io.github.reel4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the messages about requests that violate the vendor's documents. */
class MalformedRequestsTest {

    private static final String TEXT = "/wan-video/v1/generateTextToVideoRequest";
    private static final String POLL = "/wan-video-polling/getTextToVideoResult";
    private static final String APIXO = "/api/v1/generateTask/wan-2-2-animate";
    private static final String APIXO_BODY = """
            {"input": {"mode": "standard", "type": "animate", "image_urls": ["https://a.example/1.png"],
             "video_urls": ["https://a.example/1.mp4"]}}""";

    private final Simulator pixazo = PixazoSimulator.create();
    private final Simulator apixo = ApixoSimulator.create();

    @AfterEach
    void close() {
        pixazo.close();
        apixo.close();
    }

    @Test
    void a_wrong_method() throws IOException {
        assertThat(pixazo("GET", POLL, RawOrders.HEADERS, ""))
                .contains("GET " + POLL + " got the response 404", "    - GET " + POLL + "\n    + POST " + POLL + "\n");
        assertThat(apixo("PUT", APIXO, APIXO_BODY)).contains("    - PUT " + APIXO + "\n    + POST " + APIXO + "\n");
    }

    @Test
    void a_path_wrong_by_one_letter() throws IOException {
        String wrong = TEXT.replace("Request", "Requst");
        assertThat(pixazo("POST", wrong, RawOrders.HEADERS, "{}"))
                .contains("no such endpoint: POST " + wrong, "    - POST " + wrong + "\n    + POST " + TEXT + "\n");
        assertThat(apixo("POST", APIXO.replace('-', '_'), APIXO_BODY)).contains("    + POST " + APIXO + "\n");
    }

    @Test
    void a_missing_key() throws IOException {
        Map<String, String> keyless = new HashMap<>(RawOrders.HEADERS);
        keyless.remove("Ocp-Apim-Subscription-Key");
        assertThat(pixazo("POST", TEXT, keyless, text("\"prompt\": \"x\"")))
                .contains(
                        "got the response 401: the header Ocp-Apim-Subscription-Key is missing or blank",
                        "    - Ocp-Apim-Subscription-Key: (nothing)\n    + Ocp-Apim-Subscription-Key: "
                                + "YOUR_SUBSCRIPTION_KEY\n");
        String returned = violation(
                apixo, "POST", APIXO, Map.of("Content-Type", "application/json", "X-API-Key", "sesame"), APIXO_BODY);
        assertThat(returned)
                .contains("response 401", "    - Authorization: (nothing)\n    + Authorization: Bearer YOUR_API_KEY\n")
                .doesNotContain("sesame");
    }

    @Test
    void a_required_field_misspelt() throws IOException {
        assertThat(pixazo("POST", TEXT, RawOrders.HEADERS, text("\"promt\": \"x\"")))
                .contains(
                        "got the response 400: Missing required field: input.prompt",
                        "    - input.promt: \"x\"\n    + input.prompt: \"A kitten running in the moonlight\"\n")
                .doesNotContain("(nothing)");
        assertThat(apixo("POST", APIXO, APIXO_BODY.replace("image_urls", "imageUrl")))
                .contains("    - input.imageUrl: [", "    + input.image_urls: [");
    }

    /**
     * The documents do not say whether the vendor rejects it. The simulator accepts the order, and the message names
     * the field.
     */
    @Test
    void an_optional_field_misspelt() throws IOException {
        assertThat(pixazo("POST", TEXT, RawOrders.HEADERS, text("\"prompt\": \"x\", \"negative_promt\": \"crows\"")))
                .contains(
                        "pixazo received 1 request that violates its documents",
                        "got the response 200: input.negative_promt is not in the vendor's documents",
                        "    - input.negative_promt: \"crows\"\n    + input.negative_prompt: "
                                + "\"flowers, people, text\"\n");
        assertThat(pixazo.ledger().orders()).hasSize(1);
        assertThat(apixo("POST", APIXO, APIXO_BODY.replace("\"mode\"", "\"Seed\": 7, \"mode\"")))
                .contains("    - input.Seed: 7\n    + input.seed: -1\n");
        assertThat(apixo.ledger().orders()).hasSize(1);
    }

    @Test
    void a_wrong_type() throws IOException {
        assertThat(pixazo("POST", TEXT, RawOrders.HEADERS, text("\"prompt\": [\"x\"]")))
                .contains(
                        "input.prompt must be a string", "    - input.prompt: [\"x\"]\n    + input.prompt: \"A kitten");
        assertThat(apixo(
                        "POST",
                        APIXO,
                        APIXO_BODY.replace("[\"https://a.example/1.png\"]", "\"https://a.example/1.png\"")))
                .contains(
                        "input.image_urls must hold exactly one http or https URL",
                        "    - input.image_urls: \"https://a.example/1.png\"",
                        "    + input.image_urls: [\"https://example.com/character.png\"]\n");
    }

    @Test
    void no_JSON_at_all_and_no_object() throws IOException {
        assertThat(pixazo("POST", TEXT, RawOrders.HEADERS, "prompt=x"))
                .contains("the body is not JSON", "    - input.prompt: (nothing)\n    + input.prompt: \"A kitten");
        assertThat(apixo("POST", APIXO, "[]")).contains("the body must be a JSON object");
    }

    @Test
    void a_documented_request_has_no_message() throws IOException {
        Wire.Response result = RawOrders.post(pixazo, TEXT, text("\"prompt\": \"x\""));
        assertThat(result.status()).isEqualTo(200);
        assertThat(pixazo.ledger().rejections()).isEmpty();
    }

    private static String text(String input) {
        return "{\"model\": \"wan2.2-t2v-plus\", \"input\": {" + input
                + "}, \"parameters\": {\"size\": \"1920*1080\"}}";
    }

    private String pixazo(String method, String path, Map<String, String> headers, String body) throws IOException {
        return violation(pixazo, method, path, headers, body);
    }

    private String apixo(String method, String path, String body) throws IOException {
        return violation(
                apixo,
                method,
                path,
                Map.of("Authorization", "Bearer sesame", "Content-Type", "application/json"),
                body);
    }

    /** Returns the message about this request. */
    private static String violation(
            Simulator vendor, String method, String path, Map<String, String> headers, String body) throws IOException {
        int before = vendor.ledger().rejections().size();
        Wire.Response unused = Wire.send(vendor.baseUrl(), method, path, headers, body);
        var refusals = vendor.ledger().rejections();
        String name = path.startsWith("/api") ? "apixo" : "pixazo";
        return IllegalRequestFormatter.violation(
                        name, List.copyOf(refusals.subList(before, refusals.size())), vendor.documented())
                .orElse("nothing to complain of");
    }
}
