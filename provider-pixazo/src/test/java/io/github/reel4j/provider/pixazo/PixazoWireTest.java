package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests are those of the documents. */
class PixazoWireTest {

    private static final String T2V = "/wan-video/v1/generateTextToVideoRequest";
    private static final String I2V = "/wan-i2v/v1/generateImageToVideoRequest";
    private static final String S2V = "/wan2.2-s2v/v1/generateSpeechToVideoRequest";
    private static final String ANIMATE = "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request";

    private final VendorTestHarness run = new VendorTestHarness(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** The examples of the documents, and the documented defaults that are sent in addition. */
    static Stream<Arguments> documented_examples() {
        return Stream.of(
                argumentSet(
                        "text-to-video",
                        PixazoOrders.text()
                                .model("wan2.2-t2v-plus")
                                .negativePrompt("flowers, people, text")
                                .resolution(Resolution.of("1920x1080"))
                                .build(),
                        T2V,
                        """
                        { "model": "wan2.2-t2v-plus",
                          "input": { "prompt": "A kitten running in the moonlight",
                                     "negative_prompt": "flowers, people, text" },
                          "parameters": { "size": "1920*1080" } }""",
                        Map.of("parameters", "{\"n\": 1}")),
                argumentSet(
                        "image-to-video",
                        PixazoOrders.image()
                                .model("wan2.2-i2v-plus")
                                .prompt("Banana dancing in a traditional dress")
                                .negativePrompt("flowers, blur")
                                .resolution(Resolution.P1080)
                                .duration(Duration.ofSeconds(5))
                                .option("prompt_extend", "true")
                                .option("watermark", "false")
                                .seed(12345)
                                .build(),
                        I2V,
                        """
                        {
                          "model": "wan2.2-i2v-plus",
                          "input": {
                            "prompt": "Banana dancing in a traditional dress",
                            "negative_prompt": "flowers, blur",
                            "img_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/nano-banana.jpeg"
                          },
                          "parameters": {
                            "resolution": "1080P",
                            "duration": 5,
                            "prompt_extend": true,
                            "watermark": false,
                            "seed": 12345
                          }
                        }""",
                        Map.of()),
                argumentSet(
                        "speech-to-video",
                        SpeechToVideoRequest.builder()
                                .prompt("Summer beach vacation style, a man wearing sunglasses Blue Tshirt.")
                                .image("https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_model.png")
                                .audio("https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_music.mp3")
                                .build(),
                        S2V,
                        """
                        { "prompt": "Summer beach vacation style, a man wearing sunglasses Blue Tshirt.",
                          "image_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_model.png",
                          "audio_url": "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_music.mp3" }""",
                        Map.of("", """
                                { "negative_prompt": "", "resolution": "480p", "num_inference_steps": 27,
                                  "guidance_scale": 3.5, "shift": 5, "video_quality": "high",
                                  "video_write_mode": "balanced" }""")));
    }

    @ParameterizedTest
    @MethodSource("documented_examples")
    void an_example_is_sent_as_in_its_document(
            GenerationRequest request, String path, String printed, Map<String, String> defaults) {
        JsonNode expected = VendorTestHarness.json(printed);
        defaults.forEach((place, fields) -> ((ObjectNode) (place.isEmpty() ? expected : expected.get(place)))
                .setAll((ObjectNode) VendorTestHarness.json(fields)));
        assertThat(run.sentBody(request)).isEqualTo(expected);
        ReceivedRequest received = run.vendor().ledger().requests().get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).isEqualTo(path);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    /** With only required fields set, documented defaults are sent and other fields omitted. */
    static Stream<Arguments> orders_that_set_nothing_more_than_they_must() {
        String kitten = "{\"model\":\"%s\",\"input\":{\"prompt\":\"A kitten running in the moonlight\"},"
                + "\"parameters\":{\"size\":\"%s\",\"n\":1}}";
        String picture = "{\"model\":\"%s\",\"input\":{\"img_url\":\"" + PixazoOrders.IMAGE + "\"},\"parameters\":"
                + "{\"resolution\":\"%s\",\"duration\":5,\"prompt_extend\":true,\"watermark\":false}}";
        Stream<Arguments> texts = Stream.of(
                        List.of("", "wan2.2-t2v-plus", "1920*1080"),
                        List.of("wan2.2-t2v-plus", "wan2.2-t2v-plus", "1920*1080"),
                        List.of("wanx2.1-t2v-turbo", "wanx2.1-t2v-turbo", "1280*720"),
                        List.of("wanx2.1-t2v-plus", "wanx2.1-t2v-plus", "1280*720"))
                .map(row -> argumentSet(
                        "text, model '" + row.get(0) + "'",
                        PixazoOrders.text().model(wanted(row.get(0))).build(),
                        kitten.formatted(row.get(1), row.get(2))));
        Stream<Arguments> images = Stream.of(
                        List.of("", "wan2.2-i2v-plus", "1080P"),
                        List.of("wan2.2-i2v-plus", "wan2.2-i2v-plus", "1080P"),
                        List.of("wan2.2-i2v-flash", "wan2.2-i2v-flash", "720P"),
                        List.of("wan2.1-i2v-plus", "wan2.1-i2v-plus", "720P"),
                        List.of("wan2.1-i2v-turbo", "wan2.1-i2v-turbo", "720P"))
                .map(row -> argumentSet(
                        "image, model '" + row.get(0) + "'",
                        PixazoOrders.image().model(wanted(row.get(0))).build(),
                        picture.formatted(row.get(1), row.get(2))));
        Arguments animate = argumentSet(
                "animate",
                PixazoOrders.animate().build(),
                "{\"video_url\":\"" + PixazoOrders.VIDEO + "\",\"image_url\":\"" + PixazoOrders.IMAGE + "\"}");
        return Stream.of(texts, images, Stream.of(animate)).flatMap(each -> each);
    }

    private static java.util.Optional<String> wanted(String model) {
        return java.util.Optional.of(model).filter(name -> !name.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("orders_that_set_nothing_more_than_they_must")
    void unset_fields_are_sent_as_default_or_omitted(GenerationRequest request, String expected) {
        assertThat(run.sentBody(request)).isEqualTo(VendorTestHarness.json(expected));
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    static Stream<Arguments> orders_that_set_everything() {
        return Stream.of(
                argumentSet(
                        "image, turbo, 3 s",
                        PixazoOrders.image()
                                .model("wan2.1-i2v-turbo")
                                .prompt("p")
                                .negativePrompt("n")
                                .resolution(Resolution.P480)
                                .duration(Duration.ofSeconds(3))
                                .option("prompt_extend", "false")
                                .option("watermark", "true")
                                .seed(2147483647L)
                                .build(),
                        "{\"model\":\"wan2.1-i2v-turbo\",\"input\":{\"prompt\":\"p\",\"negative_prompt\":\"n\","
                                + "\"img_url\":\"" + PixazoOrders.IMAGE
                                + "\"},\"parameters\":{\"resolution\":\"480P\",\"duration\":3,"
                                + "\"prompt_extend\":false,\"watermark\":true,\"seed\":2147483647}}"),
                argumentSet(
                        "speech",
                        PixazoOrders.speech()
                                .negativePrompt("n")
                                .resolution(Resolution.P580)
                                .seed(0)
                                .option("num_inference_steps", "40")
                                .option("enable_safety_checker", "true")
                                .option("guidance_scale", "7.25")
                                .option("shift", "1.0")
                                .option("video_quality", "maximum")
                                .option("video_write_mode", "small")
                                .build(),
                        "{\"prompt\":\"A man sings\",\"image_url\":\"" + PixazoOrders.IMAGE + "\",\"audio_url\":\""
                                + PixazoOrders.AUDIO
                                + "\",\"negative_prompt\":\"n\",\"seed\":0,\"resolution\":\"580p\","
                                + "\"num_inference_steps\":40,\"enable_safety_checker\":true,\"guidance_scale\":7.25,"
                                + "\"shift\":1.0,\"video_quality\":\"maximum\",\"video_write_mode\":\"small\"}"),
                argumentSet(
                        "animate",
                        PixazoOrders.animate()
                                .resolution(Resolution.P720)
                                .seed(42)
                                .option("num_inference_steps", "20")
                                .option("enable_safety_checker", "false")
                                .option("guidance_scale", "1")
                                .option("shift", "10")
                                .option("video_quality", "low")
                                .option("video_write_mode", "fast")
                                .build(),
                        "{\"video_url\":\"" + PixazoOrders.VIDEO + "\",\"image_url\":\"" + PixazoOrders.IMAGE
                                + "\",\"resolution\":\"720p\",\"seed\":42,\"num_inference_steps\":20,"
                                + "\"enable_safety_checker\":false,\"guidance_scale\":1,\"shift\":10,"
                                + "\"video_quality\":\"low\",\"video_write_mode\":\"fast\"}"));
    }

    @ParameterizedTest
    @MethodSource("orders_that_set_everything")
    void every_value_that_is_set_is_sent(GenerationRequest request, String expected) {
        assertThat(run.sentBody(request)).isEqualTo(VendorTestHarness.json(expected));
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    static List<Arguments> texts_that_are_hard_to_send() {
        return List.of(
                argumentSet("quotes", "she says \"action\" and 'cut'"),
                argumentSet("braces", "a {cat} in {{braces}} ${HOME} #{x} {"),
                argumentSet("percent signs", "100% sure, %s %d %n %20 %7B %"),
                argumentSet("backslashes", "C:\\new\\table \\u0041 \\"),
                argumentSet("line breaks", "one\ntwo\r\nthree\ttab"),
                argumentSet("json", "a\"},\"model\":\"x\",\"y\":{\"z\":\""),
                argumentSet("html", "<b>&amp;</b> a+b=c & d"),
                argumentSet("chinese", "月光下奔跑的小猫，慢镜头"),
                argumentSet("emoji", "🐱🏃‍♀️🌙 👩‍👩‍👧‍👦 🇨🇳"),
                argumentSet("separators and controls", "a\u2028b\u2029c\u0001d\u007Fe\uFEFFf"),
                argumentSet("800 letters", "a".repeat(800)),
                argumentSet("800 ideographs", "猫".repeat(800)),
                argumentSet("800 emoji, 1600 UTF-16 units", "🐱".repeat(800)));
    }

    @ParameterizedTest
    @MethodSource("texts_that_are_hard_to_send")
    void any_prompt_is_sent_unchanged(String prompt) {
        assertThat(run.sentBody(PixazoOrders.text().prompt(prompt).build())
                        .at("/input/prompt")
                        .textValue())
                .isEqualTo(prompt);
    }

    @ParameterizedTest
    @MethodSource("texts_that_are_hard_to_send")
    void any_text_is_sent_unchanged_in_every_text_field(String text) {
        String negative =
                text.substring(0, text.offsetByCodePoints(0, Math.min(500, text.codePointCount(0, text.length()))));
        ImageToVideoRequest image =
                PixazoOrders.image().prompt(text).negativePrompt(negative).build();
        JsonNode sent = run.sentBody(image);
        assertThat(sent.at("/input/prompt").textValue()).isEqualTo(text);
        assertThat(sent.at("/input/negative_prompt").textValue()).isEqualTo(negative);
        var unused = run.client()
                .submit(PixazoOrders.speech().prompt(text).negativePrompt(text).build());
        JsonNode speech =
                VendorTestHarness.json(run.vendor().ledger().submits().get(1).body());
        assertThat(speech.get("prompt").textValue()).isEqualTo(text);
        assertThat(speech.get("negative_prompt").textValue()).isEqualTo(text);
        assertThat(run.vendor().ledger().orders()).hasSize(2);
    }

    @Test
    void a_URL_keeps_its_escapes() {
        String image = "https://example.com/a%20b/%7Bc%7D.png?x=1&y=%25&z=a+b#part";
        assertThat(run.sentBody(PixazoOrders.image().image(image).build())
                        .at("/input/img_url")
                        .textValue())
                .isEqualTo(image);
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT_TO_VIDEO", "IMAGE_TO_VIDEO", "SPEECH_TO_VIDEO", "ANIMATE"})
    void submits_and_polls_have_only_documented_headers(Operation operation) {
        var task = run.client().submit(PixazoOrders.of(operation)).ref();
        var unused = run.client().status(task);
        List<ReceivedRequest> requests = run.vendor().ledger().requests();
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.headers())
                    .containsEntry("content-type", List.of("application/json"))
                    .containsEntry("cache-control", List.of("no-cache"))
                    .containsEntry("ocp-apim-subscription-key", List.of(VendorTestHarness.KEY));
            assertThat(request.headers().keySet())
                    .isSubsetOf(
                            "content-type",
                            "cache-control",
                            "ocp-apim-subscription-key",
                            "accept",
                            "content-length",
                            "host",
                            "user-agent",
                            "connection");
            assertThat(request.target()).doesNotContain(VendorTestHarness.KEY);
            assertThat(request.body()).doesNotContain(VendorTestHarness.KEY);
        });
    }

    static Stream<Arguments> documented_polls() {
        String wan = "/wan-video-polling/getTextToVideoResult";
        String wanBody = "{ \"task_id\": \"19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXX\" }";
        String wanId = "19d8e7a6-c652-XXXX-XXXX-XXXXXXXXXXXXX";
        return Stream.of(
                Arguments.of(Operation.TEXT_TO_VIDEO, wanId, wan, wanBody),
                Arguments.of(Operation.IMAGE_TO_VIDEO, wanId, wan, wanBody),
                Arguments.of(
                        Operation.SPEECH_TO_VIDEO,
                        "5ccf2522-a146-4032-92f2-c0bba9607ff8",
                        "/wan2.2-s2v-polling/getStatusSpeechToVideo",
                        "{ \"requestId\": \"5ccf2522-a146-4032-92f2-c0bba9607ff8\" }"),
                Arguments.of(
                        Operation.ANIMATE,
                        "a1b2c3d4-e5f6-7890-g1h2-i3j4k5l6m7n8",
                        ANIMATE + "-result",
                        "{ \"request_id\": \"a1b2c3d4-e5f6-7890-g1h2-i3j4k5l6m7n8\" }"));
    }

    @ParameterizedTest
    @MethodSource("documented_polls")
    void a_poll_is_sent_as_in_its_document(Operation operation, String id, String path, String printed) {
        run.vendor().nextPoll(Fault.response(200, "application/json", "{\"output\":{},\"status\":\"\"}"));
        var unused = run.client().status(run.task(operation, id));
        ReceivedRequest received = run.vendor().ledger().polls().get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).isEqualTo(path);
        assertThat(VendorTestHarness.json(received.body())).isEqualTo(VendorTestHarness.json(printed));
    }

    @Test
    void animate_orders_use_the_inferred_path() {
        var unused = run.sentBody(PixazoOrders.animate().build());
        assertThat(run.vendor().ledger().submits().get(0).target()).isEqualTo(ANIMATE);
    }

    @ParameterizedTest
    @MethodSource("documented_examples")
    void a_preview_shows_the_request_with_the_key_masked(
            GenerationRequest request, String path, String printed, Map<String, String> defaults) {
        var wire = run.client().quotes(request).get(0).wire().orElseThrow();
        assertThat(run.vendor().ledger().requests()).isEmpty();
        assertThat(wire.method()).isEqualTo("POST");
        assertThat(wire.url()).hasToString(run.vendor().baseUrl() + path);
        assertThat(wire.headers().toString()).contains("***").doesNotContain(VendorTestHarness.KEY);
        assertThat(VendorTestHarness.json(wire.body())).isEqualTo(run.sentBody(request));
    }
}
