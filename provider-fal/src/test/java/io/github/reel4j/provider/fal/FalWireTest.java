package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests are those of the documents: the path is the id of the model, and the body is its input object. */
class FalWireTest {

    private static final String SHARED = "\"enable_safety_checker\":false,\"enable_output_safety_checker\":false,"
            + "\"video_quality\":\"high\",\"video_write_mode\":\"balanced\"";
    private static final String A14B = SHARED + ",\"negative_prompt\":\"\",\"resolution\":\"720p\","
            + "\"num_inference_steps\":27,\"guidance_scale\":3.5,\"shift\":5,\"acceleration\":\"regular\","
            + "\"enable_prompt_expansion\":false,\"interpolator_model\":\"film\",\"num_interpolated_frames\":1";
    private static final String FRAMES =
            ",\"num_frames\":81,\"frames_per_second\":16,\"adjust_fps_for_interpolation\":true";

    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** The smallest order of each model: required fields and every documented default. */
    static Stream<Arguments> orders_with_documented_defaults() {
        String prompt = "\"prompt\":\"a red kite over dunes\",";
        String image = "\"image_url\":\"https://example.com/character.png\",";
        String turbo =
                SHARED + ",\"resolution\":\"720p\",\"acceleration\":\"regular\",\"enable_prompt_expansion\":false";
        String animate = "{" + image + "\"video_url\":\"https://example.com/motion.mp4\"," + SHARED
                + ",\"resolution\":\"480p\",\"num_inference_steps\":20,\"guidance_scale\":1,\"shift\":5,"
                + "\"use_turbo\":false,\"return_frames_zip\":false}";
        return Stream.of(
                argumentSet(
                        "text-to-video",
                        FalOrders.text().build(),
                        "/fal-ai/wan/v2.2-a14b/text-to-video",
                        "{" + prompt + A14B + FRAMES + ",\"aspect_ratio\":\"16:9\",\"guidance_scale_2\":4}"),
                argumentSet(
                        "text-to-video/turbo",
                        FalOrders.textTurbo().build(),
                        "/fal-ai/wan/v2.2-a14b/text-to-video/turbo",
                        "{" + prompt + turbo + ",\"aspect_ratio\":\"16:9\"}"),
                argumentSet(
                        "image-to-video",
                        FalOrders.image().build(),
                        "/fal-ai/wan/v2.2-a14b/image-to-video",
                        "{" + prompt + image + A14B + FRAMES + ",\"aspect_ratio\":\"auto\",\"guidance_scale_2\":3.5}"),
                argumentSet(
                        "image-to-video/turbo",
                        FalOrders.imageTurbo().build(),
                        "/fal-ai/wan/v2.2-a14b/image-to-video/turbo",
                        "{" + prompt + image + turbo + ",\"aspect_ratio\":\"auto\"}"),
                argumentSet(
                        "speech-to-video",
                        FalOrders.speech().build(),
                        "/fal-ai/wan/v2.2-14b/speech-to-video",
                        "{" + prompt + image + "\"audio_url\":\"https://example.com/speech.mp3\"," + SHARED
                                + ",\"negative_prompt\":\"\",\"resolution\":\"480p\",\"num_frames\":80,"
                                + "\"frames_per_second\":16,\"num_inference_steps\":27,\"guidance_scale\":3.5,"
                                + "\"shift\":5}"),
                argumentSet("animate/move", FalOrders.animate().build(), "/fal-ai/wan/v2.2-14b/animate/move", animate),
                argumentSet(
                        "animate/replace",
                        FalOrders.of(Operation.REPLACE),
                        "/fal-ai/wan/v2.2-14b/animate/replace",
                        animate));
    }

    @ParameterizedTest
    @MethodSource("orders_with_documented_defaults")
    void an_order_has_every_documented_default(GenerationRequest order, String path, String body) {
        assertThat(run.sentBody(order)).isEqualTo(VendorTestHarness.json(body));
        ReceivedRequest received = run.vendor().ledger().submits().get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).isEqualTo(path);
        assertThat(run.vendor().ledger().rejections()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("orders_with_documented_defaults")
    void a_preview_shows_the_request_with_the_key_masked(GenerationRequest order, String path, String body) {
        var wire = run.client().quotes(order).get(0).wire().orElseThrow();
        assertThat(run.vendor().ledger().requests()).isEmpty();
        assertThat(wire.method()).isEqualTo("POST");
        assertThat(wire.url()).hasToString(run.vendor().baseUrl() + path);
        assertThat(wire.headers().toString()).contains("***").doesNotContain(VendorTestHarness.KEY);
        assertThat(VendorTestHarness.json(wire.body())).isEqualTo(VendorTestHarness.json(body));
    }

    @Test
    void every_portable_field_has_its_documented_name() {
        JsonNode sent = run.sentBody(FalOrders.image()
                .lastImage(FalOrders.LAST_IMAGE)
                .negativePrompt("crows")
                .resolution(Resolution.of("580p"))
                .aspectRatio(AspectRatio.PORTRAIT)
                .seed(424242L)
                .safetyChecker(true)
                .guidanceScale(new BigDecimal("4.5"))
                .inferenceSteps(30L)
                .build());
        assertThat(sent.get("image_url").textValue()).isEqualTo(FalOrders.IMAGE);
        assertThat(sent.get("end_image_url").textValue()).isEqualTo(FalOrders.LAST_IMAGE);
        assertThat(sent.get("negative_prompt").textValue()).isEqualTo("crows");
        assertThat(sent.get("resolution").textValue()).isEqualTo("580p");
        assertThat(sent.get("aspect_ratio").textValue()).isEqualTo("9:16");
        assertThat(sent.get("seed").longValue()).isEqualTo(424242);
        assertThat(sent.get("enable_safety_checker").booleanValue()).isTrue();
        assertThat(sent.get("guidance_scale").decimalValue()).isEqualTo(new BigDecimal("4.5"));
        assertThat(sent.get("num_inference_steps").longValue()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"2, 32", "3, 48", "5, 80", "10, 160"})
    void a_duration_is_sent_as_frames_at_16_per_second(long seconds, int frames) {
        JsonNode sent = run.sentBody(
                FalOrders.text().duration(Duration.ofSeconds(seconds)).build());
        assertThat(sent.get("num_frames").intValue()).isEqualTo(frames);
        assertThat(sent.get("frames_per_second").intValue()).isEqualTo(16);
        assertThat(sent.has("duration")).isFalse();
    }

    @Test
    void frames_and_a_frame_rate_are_sent_as_they_are() {
        JsonNode sent = run.sentBody(FalOrders.speech()
                .option("num_frames", "120")
                .option("frames_per_second", "24")
                .build());
        assertThat(sent.get("num_frames").intValue()).isEqualTo(120);
        assertThat(sent.get("frames_per_second").intValue()).isEqualTo(24);
    }

    @Test
    void the_length_of_a_clip_is_never_sent() {
        JsonNode sent = run.sentBody(
                FalOrders.animate().motionLength(Duration.ofSeconds(7)).build());
        assertThat(sent.has("motion_seconds")).isFalse();
    }

    static List<Arguments> texts_that_are_hard_to_send() {
        return List.of(
                argumentSet("quotes", "she says \"action\" and 'cut'"),
                argumentSet("braces", "a {cat} in {{braces}} ${HOME} #{x} {"),
                argumentSet("percent signs", "100% sure, %s %d %n %20 %7B %"),
                argumentSet("json", "a\"},\"model\":\"x\",\"y\":{\"z\":\""),
                argumentSet("line breaks", "one\ntwo\r\nthree\ttab"),
                argumentSet("chinese", "保持面部稳定，自然跟随动作"),
                argumentSet("10,000 emoji", "🐱".repeat(10_000)));
    }

    @ParameterizedTest
    @MethodSource("texts_that_are_hard_to_send")
    void any_prompt_is_sent_unchanged(String prompt) {
        assertThat(run.sentBody(FalOrders.text().prompt(prompt).build())
                        .get("prompt")
                        .textValue())
                .isEqualTo(prompt);
    }

    @ParameterizedTest
    @EnumSource
    void polls_use_owner_and_app_only(Operation operation) {
        TaskRef task = run.client().submit(FalOrders.of(operation)).ref();
        var unused = run.client().status(task);
        assertThat(run.vendor().ledger().polls())
                .extracting(poll -> poll.method() + " " + poll.target() + poll.body())
                .containsExactly(
                        "GET /fal-ai/wan/requests/" + task.id() + "/status", "GET /fal-ai/wan/requests/" + task.id());
    }

    @Test
    void a_cancel_is_a_put_without_a_body() {
        run.vendor().nextTask().queued(Duration.ofMinutes(5));
        TaskRef task = run.client().submit(FalOrders.text().build()).ref();
        var unused = run.client().cancel(task);
        ReceivedRequest cancel = run.vendor().ledger().cancels().get(0);
        assertThat(cancel.method() + " " + cancel.target() + cancel.body())
                .isEqualTo("PUT /fal-ai/wan/requests/" + task.id() + "/cancel");
    }

    @Test
    void all_requests_have_only_documented_headers() {
        TaskRef task = run.client().submit(FalOrders.text().build()).ref();
        var unused = run.client().status(task);
        assertThat(run.vendor().ledger().requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.headers())
                    .containsAllEntriesOf(Map.of("authorization", List.of("Key " + VendorTestHarness.KEY)));
            assertThat(request.headers().keySet())
                    .isSubsetOf(
                            "content-type",
                            "authorization",
                            "accept",
                            "content-length",
                            "host",
                            "user-agent",
                            "connection");
            assertThat(request.target() + request.body()).doesNotContain(VendorTestHarness.KEY);
        });
    }

    @Test
    void the_settings_are_sent_as_headers_of_orders() {
        VideoClient client = run.closeAtEnd(run.builder()
                .property("fal.store-io", "false")
                .property("fal.no-retry", "true")
                .property("fal.media-lifetime", "3600")
                .build());
        var unused = client.status(client.submit(FalOrders.text().build()).ref());
        List<ReceivedRequest> requests = run.vendor().ledger().requests();
        assertThat(requests.get(0).header("x-fal-store-io")).contains("0");
        assertThat(requests.get(0).header("x-fal-no-retry")).contains("1");
        assertThat(requests.get(0).header("x-fal-object-lifecycle-preference"))
                .contains("{\"expiration_duration_seconds\":3600}");
        assertThat(requests.get(1).header("x-fal-store-io")).isEmpty();
    }

    @Test
    void the_callback_URL_is_a_query_parameter() {
        VideoClient client = run.closeAtEnd(run.builder()
                .callbackUrl(URI.create("https://hooks.example.com/a%20b"))
                .build());
        var unused = client.submit(FalOrders.text().build());
        ReceivedRequest order = run.vendor().ledger().submits().get(0);
        assertThat(order.path()).isEqualTo("/fal-ai/wan/v2.2-a14b/text-to-video");
        assertThat(order.query().get("fal_webhook")).startsWith("https://hooks.example.com/a%20b");
        assertThat(order.query()).containsOnlyKeys("fal_webhook");
    }
}
