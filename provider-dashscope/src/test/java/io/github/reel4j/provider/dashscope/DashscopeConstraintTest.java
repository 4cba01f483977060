package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documented values are sent; other values are rejected before anything is sent. */
class DashscopeConstraintTest {

    private static final String LONG_800 = "猫".repeat(800);
    private static final String LONG_1500 = "😀".repeat(1500);

    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** Each constraint of the documents: the field, a valid order, and an invalid one. */
    static Stream<Arguments> rules() {
        return Stream.of(text(), image(), frames(), speech(), animate()).flatMap(rules -> rules);
    }

    private static Stream<Arguments> text() {
        return Stream.of(
                rule(
                        "t2v model",
                        "model",
                        t2v("wan2.2-t2v-plus").build(),
                        t2v("wan2.6-t2v").build()),
                rule(
                        "t2v model of Beijing",
                        "model",
                        t2v("wanx2.1-t2v-plus").build(),
                        t2v("wan2.1-t2v-plus").build()),
                rule("prompt required", "prompt", t2v("wan2.2-t2v-plus").build(), prompt("wan2.2-t2v-plus", "")),
                rule(
                        "prompt up to 800 characters, 2.2",
                        "prompt",
                        prompt("wan2.2-t2v-plus", LONG_800),
                        prompt("wan2.2-t2v-plus", LONG_800 + "x")),
                rule(
                        "prompt up to 800 characters, 2.1",
                        "prompt",
                        prompt("wanx2.1-t2v-turbo", LONG_800),
                        prompt("wanx2.1-t2v-turbo", LONG_800 + "x")),
                rule(
                        "prompt up to 1500 characters, 2.5",
                        "prompt",
                        prompt("wan2.5-t2v-preview", LONG_1500),
                        prompt("wan2.5-t2v-preview", LONG_1500 + "x")),
                rule(
                        "negative_prompt up to 500",
                        "negative_prompt",
                        t2v("wan2.2-t2v-plus").negativePrompt("x".repeat(500)).build(),
                        t2v("wan2.2-t2v-plus").negativePrompt("x".repeat(501)).build()),
                rule(
                        "audio_url of 2.5: an address",
                        "audio_url",
                        t2v("wan2.5-t2v-preview")
                                .option("audio_url", "https://a.example/a.wav")
                                .build(),
                        t2v("wan2.5-t2v-preview")
                                .option("audio_url", "https://a.example/a.ogg")
                                .build()),
                rule(
                        "audio_url: only 2.5",
                        "audio_url",
                        t2v("wan2.5-t2v-preview")
                                .option("audio_url", "https://a.example/a.mp3")
                                .build(),
                        t2v("wan2.2-t2v-plus")
                                .option("audio_url", "https://a.example/a.mp3")
                                .build()),
                rule(
                        "wan2.2-t2v-plus has no 720P",
                        "resolution",
                        size("wan2.2-t2v-plus", "480p"),
                        size("wan2.2-t2v-plus", "720p")),
                rule(
                        "wan2.2-t2v-plus 1080P",
                        "resolution",
                        size("wan2.2-t2v-plus", "1632*1248"),
                        size("wan2.2-t2v-plus", "1280*720")),
                rule(
                        "t2v-turbo has no 1080P",
                        "resolution",
                        size("wanx2.1-t2v-turbo", "624*624"),
                        size("wanx2.1-t2v-turbo", "1080p")),
                rule(
                        "2.1-t2v-plus only 720P",
                        "resolution",
                        size("wanx2.1-t2v-plus", "832*1088"),
                        size("wanx2.1-t2v-plus", "480p")),
                rule(
                        "2.5-t2v all tiers",
                        "resolution",
                        size("wan2.5-t2v-preview", "1440*1440"),
                        size("wan2.5-t2v-preview", "640*480")),
                rule(
                        "ratio",
                        "aspect_ratio",
                        t2v("wan2.2-t2v-plus")
                                .aspectRatio(AspectRatio.of("3:4"))
                                .build(),
                        t2v("wan2.2-t2v-plus")
                                .aspectRatio(AspectRatio.of("21:9"))
                                .build()),
                rule("t2v duration 5", "duration", seconds("wan2.2-t2v-plus", 5), seconds("wan2.2-t2v-plus", 10)),
                rule(
                        "2.5-t2v duration 10",
                        "duration",
                        seconds("wan2.5-t2v-preview", 10),
                        seconds("wan2.5-t2v-preview", 7)),
                rule(
                        "prompt_extend",
                        "prompt_extend",
                        t2v("wan2.2-t2v-plus").option("prompt_extend", "false").build(),
                        t2v("wan2.2-t2v-plus").option("prompt_extend", "no").build()),
                rule(
                        "watermark",
                        "watermark",
                        t2v("wan2.2-t2v-plus").option("watermark", "true").build(),
                        t2v("wan2.2-t2v-plus").option("watermark", "1").build()),
                rule(
                        "seed min",
                        "seed",
                        t2v("wan2.2-t2v-plus").seed(0L).build(),
                        t2v("wan2.2-t2v-plus").seed(-1L).build()),
                rule(
                        "seed max",
                        "seed",
                        t2v("wan2.2-t2v-plus").seed(2147483647L).build(),
                        t2v("wan2.2-t2v-plus").seed(2147483648L).build()),
                rule(
                        "shot_type: only 2.6",
                        "shot_type",
                        t2v("wan2.5-t2v-preview").build(),
                        t2v("wan2.5-t2v-preview").option("shot_type", "multi").build()));
    }

    private static Stream<Arguments> image() {
        return Stream.of(
                rule(
                        "i2v model",
                        "model",
                        i2v("wanx2.1-i2v-turbo").build(),
                        i2v("wan2.1-i2v-turbo").build()),
                rule(
                        "img_url format",
                        "image",
                        picture("https://a.example/a.webp"),
                        picture("https://a.example/a.gif")),
                rule("img_url required", "image", picture("http://a.example/a"), picture("")),
                rule(
                        "i2v prompt optional",
                        "prompt",
                        i2v("wan2.2-i2v-plus").build(),
                        i2v("wan2.2-i2v-plus").prompt(LONG_800 + "x").build()),
                rule(
                        "i2v prompt up to 1500, 2.5",
                        "prompt",
                        i2v("wan2.5-i2v-preview").prompt(LONG_1500).build(),
                        i2v("wan2.5-i2v-preview").prompt(LONG_1500 + "x").build()),
                rule(
                        "i2v negative_prompt",
                        "negative_prompt",
                        i2v("wan2.2-i2v-flash").negativePrompt("").build(),
                        i2v("wan2.2-i2v-flash").negativePrompt("x".repeat(501)).build()),
                rule(
                        "template",
                        "template",
                        i2v("wan2.2-i2v-plus").option("template", "flying").build(),
                        i2v("wan2.2-i2v-plus").option("template", " ").build()),
                rule(
                        "i2v audio_url: only 2.5",
                        "audio_url",
                        i2v("wan2.5-i2v-preview")
                                .option("audio_url", "https://a.example/a.mp3")
                                .build(),
                        i2v("wan2.2-i2v-plus")
                                .option("audio_url", "https://a.example/a.mp3")
                                .build()),
                rule(
                        "i2v-plus has no 720P",
                        "resolution",
                        tier("wan2.2-i2v-plus", "1080p"),
                        tier("wan2.2-i2v-plus", "720p")),
                rule(
                        "i2v-flash has all tiers",
                        "resolution",
                        tier("wan2.2-i2v-flash", "1080p"),
                        tier("wan2.2-i2v-flash", "580p")),
                rule(
                        "2.1-i2v-plus only 720P",
                        "resolution",
                        tier("wanx2.1-i2v-plus", "720p"),
                        tier("wanx2.1-i2v-plus", "480p")),
                rule(
                        "i2v-turbo has no 1080P",
                        "resolution",
                        tier("wanx2.1-i2v-turbo", "480p"),
                        tier("wanx2.1-i2v-turbo", "1080p")),
                rule(
                        "i2v takes no sizes",
                        "resolution",
                        tier("wan2.5-i2v-preview", "720p"),
                        tier("wan2.5-i2v-preview", "1280*720")),
                rule("i2v-turbo 3 to 5 s", "duration", length("wanx2.1-i2v-turbo", 4), length("wanx2.1-i2v-turbo", 2)),
                rule("i2v-plus 5 s", "duration", length("wan2.2-i2v-plus", 5), length("wan2.2-i2v-plus", 3)),
                rule(
                        "2.5-i2v 5 or 10 s",
                        "duration",
                        length("wan2.5-i2v-preview", 10),
                        length("wan2.5-i2v-preview", 8)));
    }

    private static Stream<Arguments> frames() {
        return Stream.of(
                rule(
                        "last_frame_url",
                        "last_image",
                        i2v("wan2.2-kf2v-flash")
                                .lastImage("https://a.example/a.jpg")
                                .build(),
                        i2v("wan2.2-kf2v-flash")
                                .lastImage("https://a.example/a.tiff")
                                .build()),
                rule(
                        "last_frame_url only with kf2v",
                        "last_image",
                        i2v("wanx2.1-kf2v-plus")
                                .lastImage("https://a.example/a.jpg")
                                .build(),
                        i2v("wan2.2-i2v-plus")
                                .lastImage("https://a.example/a.jpg")
                                .build()),
                rule(
                        "kf2v-flash tiers",
                        "resolution",
                        tier("wan2.2-kf2v-flash", "480p"),
                        tier("wan2.2-kf2v-flash", "1440p")),
                rule(
                        "2.1-kf2v-plus only 720P",
                        "resolution",
                        tier("wanx2.1-kf2v-plus", "720p"),
                        tier("wanx2.1-kf2v-plus", "1080p")),
                rule("kf2v 5 s", "duration", length("wan2.2-kf2v-flash", 5), length("wan2.2-kf2v-flash", 4)));
    }

    private static Stream<Arguments> speech() {
        return Stream.of(
                rule(
                        "s2v image",
                        "image",
                        DashscopeOrders.speech()
                                .image("https://a.example/a.bmp")
                                .build(),
                        DashscopeOrders.speech()
                                .image("data:image/png;base64,AAAA")
                                .build()),
                rule(
                        "s2v audio",
                        "audio",
                        DashscopeOrders.speech()
                                .audio("https://a.example/a.wav")
                                .build(),
                        DashscopeOrders.speech()
                                .audio("https://a.example/a.flac")
                                .build()),
                rule(
                        "s2v resolution",
                        "resolution",
                        DashscopeOrders.speech().resolution(Resolution.P720).build(),
                        DashscopeOrders.speech().resolution(Resolution.P1080).build()),
                rule(
                        "s2v has no prompt",
                        "prompt",
                        DashscopeOrders.speech().build(),
                        DashscopeOrders.speech().prompt("hello").build()),
                rule(
                        "s2v is as long as its audio",
                        "duration",
                        DashscopeOrders.speech()
                                .audioLength(Duration.ofSeconds(9))
                                .build(),
                        DashscopeOrders.speech().duration(Duration.ofSeconds(5)).build()));
    }

    private static Stream<Arguments> animate() {
        return Stream.of(
                rule(
                        "animate image",
                        "image",
                        DashscopeOrders.animate()
                                .image("https://a.example/a.jpeg")
                                .build(),
                        DashscopeOrders.animate()
                                .image("https://a.example/a.svg")
                                .build()),
                rule(
                        "animate video",
                        "video",
                        DashscopeOrders.animate()
                                .video("https://a.example/a.avi")
                                .build(),
                        DashscopeOrders.animate()
                                .video("https://a.example/a.mkv")
                                .build()),
                rule("mode", "mode", animate("mode", "wan-pro"), animate("mode", "wan-max")),
                rule("check_image", "check_image", animate("check_image", "false"), animate("check_image", "0")),
                rule("animate watermark", "watermark", animate("watermark", "true"), animate("watermark", "yes")),
                rule(
                        "animate has no prompt",
                        "prompt",
                        DashscopeOrders.animate().build(),
                        DashscopeOrders.animate().prompt("dance").build()),
                rule(
                        "animate has no seed",
                        "seed",
                        DashscopeOrders.animate().build(),
                        DashscopeOrders.animate().seed(1L).build()),
                rule(
                        "animate has no resolution",
                        "resolution",
                        DashscopeOrders.animate().build(),
                        DashscopeOrders.animate().resolution(Resolution.P720).build()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void an_order_that_violates_a_constraint_is_never_sent(
            String field, GenerationRequest good, GenerationRequest bad) {
        assertThat(run.client().validate(bad)).extracting(Violation::field).contains(field);
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().submit(bad));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(run.vendor().ledger().requests()).isEmpty();
        assertThat(run.client().validate(good)).isEmpty();
        var unused = run.client().submit(good);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
        assertThat(run.vendor().ledger().rejections()).isEmpty();
    }

    @Test
    void a_prompt_that_the_vendor_would_cut_is_rejected() {
        VideoFailure failure =
                VendorTestHarness.failure(() -> run.client().submit(prompt("wan2.2-t2v-plus", LONG_800 + "x")));
        assertThat(new VideoException(failure))
                .hasMessageContaining("has 801 characters; at most 800 are allowed")
                .hasMessageContaining("The vendor would cut a longer text silently");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void a_ratio_that_a_tier_lacks_is_never_sent() {
        GenerationRequest order = DashscopeOrders.text()
                .resolution(Resolution.P480)
                .aspectRatio(AspectRatio.of("4:3"))
                .build();
        assertThat(run.client().validate(order)).extracting(Violation::field).containsExactly("resolution");
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().submit(order));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(new VideoException(failure))
                .hasMessageContainingAll("480p", "4:3", "832*480 (16:9)", "nothing was sent, nothing was billed");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void every_violation_names_its_document() {
        assertThat(rules().map(rule -> (GenerationRequest) rule.get()[2])
                        .flatMap(bad -> run.client().validate(bad).stream()))
                .isNotEmpty()
                .allSatisfy(violation ->
                        assertThat(violation.source().orElseThrow().document()).startsWith("dashscope-"));
    }

    private static Arguments rule(String name, String field, GenerationRequest good, GenerationRequest bad) {
        return argumentSet(name, field, good, bad);
    }

    private static TextToVideoRequest.Builder t2v(String model) {
        return DashscopeOrders.text().model(model);
    }

    private static GenerationRequest prompt(String model, String prompt) {
        return t2v(model).prompt(prompt).build();
    }

    private static GenerationRequest size(String model, String size) {
        return t2v(model).resolution(Resolution.of(size)).build();
    }

    private static GenerationRequest seconds(String model, int seconds) {
        return t2v(model).duration(Duration.ofSeconds(seconds)).build();
    }

    private static ImageToVideoRequest.Builder i2v(String model) {
        return DashscopeOrders.image().model(model);
    }

    private static GenerationRequest picture(String url) {
        return i2v("wan2.2-i2v-plus").image(url).build();
    }

    private static GenerationRequest tier(String model, String tier) {
        return i2v(model).resolution(Resolution.of(tier)).build();
    }

    private static GenerationRequest length(String model, int seconds) {
        return i2v(model).duration(Duration.ofSeconds(seconds)).build();
    }

    private static GenerationRequest animate(String option, String value) {
        return DashscopeOrders.animate().option(option, value).build();
    }
}
