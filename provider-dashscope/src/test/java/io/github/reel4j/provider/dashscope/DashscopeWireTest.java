package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.model.AnimateRequest.Behavior;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders reach the vendor as its documents show them. */
class DashscopeWireTest {

    private static final String PLAIN = "/api/v1/services/aigc/video-generation/video-synthesis";
    private static final String IMAGE2VIDEO = "/api/v1/services/aigc/image2video/video-synthesis";

    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                argumentSet("text", PLAIN, DashscopeOrders.text().build(), """
                        {"model": "wan2.2-t2v-plus", "input": {"prompt": "a red kite"},
                         "parameters": {"size": "1920*1080", "duration": 5, "prompt_extend": true,
                                        "watermark": false}}"""),
                argumentSet(
                        "text with every field",
                        PLAIN,
                        DashscopeOrders.text()
                                .model("wan2.5-t2v-preview")
                                .negativePrompt("rain")
                                .resolution(Resolution.P480)
                                .aspectRatio(AspectRatio.PORTRAIT)
                                .duration(Duration.ofSeconds(10))
                                .seed(2147483647L)
                                .option("audio_url", DashscopeOrders.AUDIO)
                                .option("prompt_extend", "false")
                                .option("watermark", "true")
                                .build(),
                        """
                        {"model": "wan2.5-t2v-preview",
                         "input": {"prompt": "a red kite", "negative_prompt": "rain",
                                   "audio_url": "https://example.com/voice.mp3"},
                         "parameters": {"size": "480*832", "duration": 10, "prompt_extend": false,
                                        "seed": 2147483647, "watermark": true}}"""),
                argumentSet("image", PLAIN, DashscopeOrders.image().build(), """
                        {"model": "wan2.2-i2v-plus", "input": {"img_url": "https://example.com/person.png"},
                         "parameters": {"resolution": "1080P", "duration": 5, "prompt_extend": true,
                                        "watermark": false}}"""),
                argumentSet(
                        "image of 3 s with an effect",
                        PLAIN,
                        DashscopeOrders.image()
                                .model("wanx2.1-i2v-turbo")
                                .prompt("a red kite")
                                .resolution(Resolution.P480)
                                .duration(Duration.ofSeconds(3))
                                .seed(0L)
                                .option("template", "flying")
                                .build(),
                        """
                        {"model": "wanx2.1-i2v-turbo",
                         "input": {"prompt": "a red kite", "img_url": "https://example.com/person.png",
                                   "template": "flying"},
                         "parameters": {"resolution": "480P", "duration": 3, "prompt_extend": true, "seed": 0,
                                        "watermark": false}}"""),
                argumentSet(
                        "first and last frame, which need another model and path",
                        IMAGE2VIDEO,
                        DashscopeOrders.image()
                                .lastImage("https://example.com/last.png")
                                .build(),
                        """
                        {"model": "wan2.2-kf2v-flash",
                         "input": {"first_frame_url": "https://example.com/person.png",
                                   "last_frame_url": "https://example.com/last.png"},
                         "parameters": {"resolution": "720P", "duration": 5, "prompt_extend": true,
                                        "watermark": false}}"""),
                argumentSet("speech", IMAGE2VIDEO, DashscopeOrders.speech().build(), """
                        {"model": "wan2.2-s2v",
                         "input": {"image_url": "https://example.com/person.png",
                                   "audio_url": "https://example.com/voice.mp3"},
                         "parameters": {"resolution": "480P"}}"""),
                argumentSet("animate", IMAGE2VIDEO, DashscopeOrders.animate().build(), """
                        {"model": "wan2.2-animate-move",
                         "input": {"image_url": "https://example.com/person.png",
                                   "video_url": "https://example.com/motion.mp4", "watermark": false},
                         "parameters": {"mode": "wan-std", "check_image": true}}"""),
                argumentSet(
                        "replace",
                        IMAGE2VIDEO,
                        DashscopeOrders.animate()
                                .model("wan2.2-animate-mix")
                                .behavior(Behavior.REPLACE)
                                .option("mode", "wan-pro")
                                .option("check_image", "false")
                                .option("watermark", "true")
                                .build(),
                        """
                        {"model": "wan2.2-animate-mix",
                         "input": {"image_url": "https://example.com/person.png",
                                   "video_url": "https://example.com/motion.mp4", "watermark": true},
                         "parameters": {"mode": "wan-pro", "check_image": false}}"""));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void an_order_has_the_documented_body(String path, GenerationRequest order, String body) {
        assertThat(run.sentBody(order)).isEqualTo(VendorTestHarness.json(body));
        assertThat(submit().path()).isEqualTo(path);
        assertThat(run.vendor().ledger().rejections()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void every_order_is_asynchronous_and_resolves_no_uploads(Operation operation) {
        JsonNode unused = run.sentBody(DashscopeOrders.of(operation));

        assertThat(submit().header("authorization")).contains("Bearer " + VendorTestHarness.KEY);
        assertThat(submit().header("content-type").orElseThrow()).startsWith("application/json");
        assertThat(submit().header("x-dashscope-async")).contains("enable");
        assertThat(submit().header("x-dashscope-ossresourceresolve")).isEmpty();
        assertThat(submit().header("x-dashscope-workspace")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "480p, 16:9, 832*480", "480p, 9:16, 480*832", "480p, 1:1, 624*624",
        "720p, 16:9, 1280*720", "720p, 9:16, 720*1280", "720p, 1:1, 960*960",
        "720p, 4:3, 1088*832", "720p, 3:4, 832*1088", "1080p, 16:9, 1920*1080",
        "1080p, 9:16, 1080*1920", "1080p, 1:1, 1440*1440", "1080p, 4:3, 1632*1248",
        "1080p, 3:4, 1248*1632"
    })
    void every_size_can_be_ordered_by_ratio_and_by_pixels(String tier, String ratio, String size) {
        var order = DashscopeOrders.text().model("wan2.5-t2v-preview");
        GenerationRequest byRatio = order.resolution(Resolution.of(tier))
                .aspectRatio(AspectRatio.of(ratio))
                .build();
        GenerationRequest bySize = DashscopeOrders.text()
                .model("wan2.5-t2v-preview")
                .resolution(Resolution.of(size))
                .build();

        assertThat(run.sentBody(byRatio).at("/parameters/size").textValue()).isEqualTo(size);
        assertThat(run.sentBody(bySize).at("/parameters/size").textValue()).isEqualTo(size);
    }

    @Test
    void portable_fields_that_a_model_lacks_can_be_omitted() {
        GenerationRequest speech = DashscopeOrders.speech()
                .prompt("a woman reads the news")
                .omitIfUnsupported(Set.<Field<?>>of(Field.PROMPT))
                .build();
        assertThat(run.sentBody(speech).at("/input/prompt").isMissingNode()).isTrue();
    }

    private ReceivedRequest submit() {
        List<ReceivedRequest> submits = run.vendor().ledger().submits();
        return submits.get(submits.size() - 1);
    }
}
