package io.github.reel4j.testkit.simulator.pixazo;

import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.ANIMATE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.ANIMATE_POLL;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.ANIMATE_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.HEADERS;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.I2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.I2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.S2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.S2V_POLL;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.S2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.T2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.T2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.WAN_POLL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests every constraint of the documents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PixazoRejectionTest {

    private static final String LONG_800 = "字".repeat(800);

    private final Simulator pixazo = PixazoSimulator.create();
    private final PixazoClient client = new PixazoClient(pixazo);

    @BeforeAll
    void the_samples_are_fine() throws Exception {
        assertThat(client.post(T2V, T2V_SAMPLE).status()).isEqualTo(200);
        assertThat(client.post(I2V, I2V_SAMPLE).status()).isEqualTo(200);
        assertThat(client.post(S2V, S2V_SAMPLE).status()).isEqualTo(200);
        assertThat(client.post(ANIMATE, ANIMATE_SAMPLE).status()).isEqualTo(200);
    }

    @AfterAll
    void close() {
        pixazo.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"wan2.2-t2v-plus\"                   | \"wan9\"         | model",
                "\"model\": \"wan2.2-t2v-plus\",       | ''               | model",
                "\"A kitten running in the moonlight\" | \"\"             | input.prompt",
                "\"A kitten running in the moonlight\" | 7                | input.prompt",
                "\"A kitten running in the moonlight\" | null             | input.prompt",
                "\"flowers, people, text\"             | []               | input.negative_prompt",
                "\"1920*1080\"                         | \"1280*720\"     | parameters.size",
                "\"1920*1080\"                         | \"1080P\"        | parameters.size",
                "\"size\": \"1920*1080\"               | ''               | parameters.size",
                "\"size\": \"1920*1080\"               | \"size\": \"640*480\", \"n\": 2 | parameters.n",
            })
    void text_to_video_rejects(String part, String instead, String field) throws Exception {
        refused(T2V, T2V_SAMPLE, part, instead, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wan2.2-t2v-plus | 640*480   | 200", "wan2.2-t2v-plus   | 1920*1080 | 200",
                "wan2.2-t2v-plus | 1280*720  | 400", "wanx2.1-t2v-turbo | 640*480   | 200",
                "wanx2.1-t2v-turbo | 1280*720  | 200", "wanx2.1-t2v-turbo | 1920*1080 | 400",
                "wanx2.1-t2v-plus  | 1280*720  | 200", "wanx2.1-t2v-plus  | 640*480   | 400",
            })
    void text_to_video_has_its_sizes_by_model(String model, String size, int status) throws Exception {
        String body = T2V_SAMPLE.replace("wan2.2-t2v-plus", model).replace("1920*1080", size);
        assertThat(client.post(T2V, body).status()).isEqualTo(status);
    }

    @Test
    void the_default_size_serves_the_models_that_allow_it() throws Exception {
        String body = "{\"model\":\"wanx2.1-t2v-plus\",\"input\":{\"prompt\":\"a cat\"}}";
        assertThat(client.post(T2V, body).status()).isEqualTo(200);
        assertThat(client.post(T2V, body.replace("wanx2.1", "wan2.2")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"wan2.2-i2v-plus\" | \"wan2.1-kf2v-plus\" | model",
                "https://pub         | ftp://pub            | input.img_url",
                "https://pub         | //pub                | input.img_url",
                "\"1080P\"           | \"1080p\"            | parameters.resolution",
                "\"1080P\"           | \"720P\"             | parameters.resolution",
                "\"duration\": 5     | \"duration\": 4      | parameters.duration",
                "\"duration\": 5     | \"duration\": 5.0    | parameters.duration",
                "\"duration\": 5     | \"duration\": \"5\"  | parameters.duration",
                "\"prompt_extend\": true | \"prompt_extend\": 1 | parameters.prompt_extend",
                "\"watermark\": false | \"watermark\": \"no\" | parameters.watermark",
                "12345               | -1                   | parameters.seed",
                "12345               | 2147483648           | parameters.seed",
            })
    void image_to_video_rejects(String part, String instead, String field) throws Exception {
        refused(I2V, I2V_SAMPLE, part, instead, field);
    }

    @Test
    void image_to_video_counts_characters_not_bytes() throws Exception {
        String dance = "Banana dancing in a traditional dress";
        assertThat(client.post(I2V, I2V_SAMPLE.replace(dance, LONG_800)).status())
                .isEqualTo(200);
        assertThat(client.post(I2V, I2V_SAMPLE.replace(dance, "🎬".repeat(800))).status())
                .isEqualTo(200);
        refused(I2V, I2V_SAMPLE, dance, LONG_800 + "字", "input.prompt");
        refused(I2V, I2V_SAMPLE, "flowers, blur", "x".repeat(501), "input.negative_prompt");
    }

    @ParameterizedTest
    @CsvSource({
        "wan2.2-i2v-flash,480P,5,200", "wan2.2-i2v-flash,720P,5,200", "wan2.2-i2v-flash,1080P,5,400",
        "wan2.2-i2v-flash,720P,3,400", "wan2.1-i2v-plus,720P,5,200", "wan2.1-i2v-plus,480P,5,400",
        "wan2.1-i2v-turbo,480P,3,200", "wan2.1-i2v-turbo,720P,4,200", "wan2.1-i2v-turbo,720P,2,400",
        "wan2.1-i2v-turbo,720P,6,400", "wan2.2-i2v-plus,480P,5,200",
    })
    void image_to_video_has_its_resolutions_and_lengths_by_model(
            String model, String resolution, int seconds, int status) throws Exception {
        String body = I2V_SAMPLE
                .replace("wan2.2-i2v-plus", model)
                .replace("1080P", resolution)
                .replace("\"duration\": 5", "\"duration\": " + seconds);
        assertThat(client.post(I2V, body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"prompt\"    | \"prompts\"                     | prompt",
                "\"image_url\" | \"img_url\"                     | image_url",
                "\"audio_url\" | \"audio\"                       | audio_url",
                "{             | {\"resolution\": \"1080p\",     | resolution",
                "{             | {\"resolution\": \"480P\",      | resolution",
                "{             | {\"shift\": 0.9,                | shift",
                "{             | {\"shift\": 10.1,               | shift",
                "{             | {\"guidance_scale\": \"3.5\",   | guidance_scale",
                "{             | {\"num_inference_steps\": 2.5,  | num_inference_steps",
                "{             | {\"seed\": \"1\",               | seed",
                "{             | {\"enable_safety_checker\": 1,  | enable_safety_checker",
                "{             | {\"video_quality\": \"best\",   | video_quality",
                "{             | {\"video_write_mode\": \"big\", | video_write_mode",
            })
    void speech_to_video_rejects(String part, String instead, String field) throws Exception {
        refused(S2V, S2V_SAMPLE, part, instead, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"video_url\" | \"video_urls\"           | video_url",
                "\"image_url\" | \"image_urls\"           | image_url",
                "\"720p\"      | \"1080p\"                | resolution",
                "{             | {\"shift\": 11,          | shift",
                "{             | {\"use_turbo\": \"yes\", | use_turbo",
            })
    void animate_rejects(String part, String instead, String field) throws Exception {
        refused(ANIMATE, ANIMATE_SAMPLE, part, instead, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{\"model\":", "{} {}", "{\"model\":1,\"model\":2}"})
    void a_body_that_is_not_a_json_object_is_rejected(String body) throws Exception {
        assertThat(client.post(T2V, body).status()).isEqualTo(400);
    }

    @Test
    void every_call_needs_its_three_headers() throws Exception {
        assertThat(client.postWithout("Content-Type", T2V, T2V_SAMPLE).status()).isEqualTo(400);
        assertThat(client.postWithout("Cache-Control", T2V, T2V_SAMPLE).status())
                .isEqualTo(400);
        Wire.Response keyless = client.postWithout("Ocp-Apim-Subscription-Key", T2V, T2V_SAMPLE);
        assertThat(keyless.status()).isEqualTo(401);
        assertThat(keyless.body()).isEqualTo("{\"error\":\"Invalid or missing authentication\"}");
    }

    @Test
    void unknown_paths_and_tasks_are_not_found() throws Exception {
        String body = "{\"error\":\"Endpoint not found\"}";
        assertThat(client.post("/wan-video/v2/generateTextToVideoRequest", T2V_SAMPLE)
                        .body())
                .isEqualTo(body);
        assertThat(Wire.send(pixazo.baseUrl(), "GET", WAN_POLL, HEADERS, "").status())
                .isEqualTo(404);
        assertThat(client.post(WAN_POLL, "{\"task_id\":\"none\"}").status()).isEqualTo(404);
        assertThat(client.post(WAN_POLL, "{\"request_id\":\"none\"}").status()).isEqualTo(400);
    }

    @Test
    void a_task_is_known_at_the_path_of_its_service_only() throws Exception {
        String id = client.order();
        assertThat(client.post(S2V_POLL, "{\"requestId\":\"" + id + "\"}").status())
                .isEqualTo(404);
        assertThat(client.post(ANIMATE_POLL, "{\"request_id\":\"" + id + "\"}").status())
                .isEqualTo(404);
        assertThat(client.post(WAN_POLL, "{\"task_id\":\"" + id + "\"}").status())
                .isEqualTo(200);
    }

    private void refused(String path, String sample, String part, String instead, String field) throws Exception {
        assertThat(sample).contains(part);
        int before = pixazo.ledger().orders().size();
        String body = sample.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(instead));
        Wire.Response result = Wire.send(pixazo.baseUrl(), "POST", path, Map.copyOf(HEADERS), body);
        assertThat(result.status()).isEqualTo(400);
        assertThat(result.body()).isEqualTo("{\"error\":\"Invalid request parameters\"}");
        assertThat(result.header("x-simulator-reason")).contains(field);
        assertThat(pixazo.ledger().orders()).hasSize(before);
    }
}
