package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documented values are sent; other values are rejected before anything is sent. */
class PixazoConstraintTest {

    private static final String KITTEN = "A kitten running in the moonlight";

    private final VendorTestHarness run = new VendorTestHarness(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** Each constraint of the documents: the field, a valid order, and an invalid one. */
    static Stream<Arguments> rules() {
        return Stream.of(
                rule("t2v model: one of three", "model", text("wanx2.1-t2v-turbo", "720p"), text("wan2.5-t2v", "720p")),
                rule(
                        "t2v model: not one of i2v",
                        "model",
                        text("wan2.2-t2v-plus", "480p"),
                        text("wan2.2-i2v-plus", "480p")),
                rule("t2v prompt: required", "prompt", prompt(KITTEN), prompt("")),
                rule("t2v prompt: not blank", "prompt", prompt("."), prompt(" \t\n")),
                rule(
                        "t2v size of wan2.2-t2v-plus: 1920*1080",
                        "resolution",
                        text("wan2.2-t2v-plus", "1080p"),
                        text("wan2.2-t2v-plus", "720p")),
                rule(
                        "t2v size of wan2.2-t2v-plus: not the documented default",
                        "resolution",
                        text("wan2.2-t2v-plus", "1920*1080"),
                        text("wan2.2-t2v-plus", "1280*720")),
                rule(
                        "t2v size of wan2.2-t2v-plus: 640*480",
                        "resolution",
                        text("wan2.2-t2v-plus", "640x480"),
                        text("wan2.2-t2v-plus", "832*480")),
                rule(
                        "t2v size of wanx2.1-t2v-turbo",
                        "resolution",
                        text("wanx2.1-t2v-turbo", "480p"),
                        text("wanx2.1-t2v-turbo", "1080p")),
                rule(
                        "t2v size of wanx2.1-t2v-plus",
                        "resolution",
                        text("wanx2.1-t2v-plus", "720p"),
                        text("wanx2.1-t2v-plus", "480p")),
                rule("t2v n: only 1", "n", n("1"), n("2")),
                rule("t2v n: an integer", "n", n("1"), n("one")),
                rule(
                        "t2v seed: no such parameter",
                        "seed",
                        prompt(KITTEN),
                        PixazoOrders.text().seed(1).build()),
                rule("i2v model: one of four", "model", image("wan2.2-i2v-flash", "720p"), image("wan2.5-i2v", "720p")),
                rule(
                        "i2v model: priced but not offered",
                        "model",
                        image("wan2.1-i2v-plus", "720p"),
                        image("wan2.1-kf2v-plus", "720p")),
                rule(
                        "i2v img_url: http or https",
                        "image",
                        picture("http://example.com/a.png"),
                        picture("ftp://example.com/a.png")),
                rule("i2v img_url: public", "image", picture("https://example.com/a"), picture("https://10.1.2.3/a")),
                rule(
                        "i2v img_url: JPEG",
                        "image",
                        picture("https://example.com/a.JPEG"),
                        picture("https://example.com/a.gif")),
                rule(
                        "i2v img_url: JPG",
                        "image",
                        picture("https://example.com/a.jpg"),
                        picture("https://example.com/a.tiff")),
                rule(
                        "i2v img_url: PNG",
                        "image",
                        picture("https://example.com/a.png?v=1"),
                        picture("https://example.com/a.svg?v=1")),
                rule(
                        "i2v img_url: BMP",
                        "image",
                        picture("https://example.com/a.bmp"),
                        picture("https://example.com/a.heic")),
                rule(
                        "i2v img_url: WEBP",
                        "image",
                        picture("https://example.com/a.webp"),
                        picture("https://example.com/a.mp4")),
                rule(
                        "i2v prompt: 800 characters",
                        "prompt",
                        imagePrompt("猫".repeat(800)),
                        imagePrompt("猫".repeat(801))),
                rule(
                        "i2v prompt: an emoji is one character",
                        "prompt",
                        imagePrompt("🐱".repeat(800)),
                        imagePrompt("🐱".repeat(801))),
                rule(
                        "i2v negative_prompt: 500 characters",
                        "negative_prompt",
                        imageNegative("n".repeat(500)),
                        imageNegative("n".repeat(501))),
                rule(
                        "i2v resolution of wan2.2-i2v-plus",
                        "resolution",
                        image("wan2.2-i2v-plus", "480p"),
                        image("wan2.2-i2v-plus", "720p")),
                rule(
                        "i2v resolution of wan2.2-i2v-flash",
                        "resolution",
                        image("wan2.2-i2v-flash", "480p"),
                        image("wan2.2-i2v-flash", "1080p")),
                rule(
                        "i2v resolution of wan2.1-i2v-plus",
                        "resolution",
                        image("wan2.1-i2v-plus", "720p"),
                        image("wan2.1-i2v-plus", "480p")),
                rule(
                        "i2v resolution of wan2.1-i2v-turbo",
                        "resolution",
                        image("wan2.1-i2v-turbo", "480p"),
                        image("wan2.1-i2v-turbo", "1080p")),
                rule(
                        "i2v duration of turbo: from 3",
                        "duration",
                        image("wan2.1-i2v-turbo", 3),
                        image("wan2.1-i2v-turbo", 2)),
                rule(
                        "i2v duration of turbo: 4",
                        "duration",
                        image("wan2.1-i2v-turbo", 4),
                        image("wan2.1-i2v-turbo", 0)),
                rule(
                        "i2v duration of turbo: to 5",
                        "duration",
                        image("wan2.1-i2v-turbo", 5),
                        image("wan2.1-i2v-turbo", 6)),
                rule(
                        "i2v duration of the others: 5",
                        "duration",
                        image("wan2.2-i2v-plus", 5),
                        image("wan2.2-i2v-plus", 4)),
                rule(
                        "i2v duration: an integer",
                        "duration",
                        imageOption("duration", "5"),
                        imageOption("duration", "4.5")),
                rule(
                        "i2v prompt_extend: a boolean",
                        "prompt_extend",
                        imageOption("prompt_extend", "false"),
                        imageOption("prompt_extend", "no")),
                rule(
                        "i2v watermark: a boolean",
                        "watermark",
                        imageOption("watermark", "true"),
                        imageOption("watermark", "1")),
                rule("i2v seed: from 0", "seed", imageSeed(0), imageSeed(-1)),
                rule("i2v seed: to 2147483647", "seed", imageSeed(2147483647L), imageSeed(2147483648L)),
                rule("s2v prompt: required", "prompt", speechPrompt("Sing"), speechPrompt("")),
                rule(
                        "s2v image_url: an address",
                        "image",
                        PixazoOrders.speech()
                                .image("https://example.com/a.tiff")
                                .build(),
                        PixazoOrders.speech().image("a.png").build()),
                rule(
                        "s2v audio_url: an address",
                        "audio",
                        PixazoOrders.speech().audio("https://example.com/a.wav").build(),
                        PixazoOrders.speech().audio("s3://a/b.wav").build()),
                rule("s2v resolution: 480p", "resolution", speech("resolution", "480p"), speech("resolution", "1080p")),
                rule("s2v resolution: 580p", "resolution", speech("resolution", "580p"), speech("resolution", "581p")),
                rule(
                        "s2v resolution: 720p",
                        "resolution",
                        speech("resolution", "720p"),
                        speech("resolution", "1280*720")),
                rule(
                        "s2v num_inference_steps: an integer",
                        "num_inference_steps",
                        speech("num_inference_steps", "27"),
                        speech("num_inference_steps", "27.5")),
                rule(
                        "s2v enable_safety_checker: a boolean",
                        "enable_safety_checker",
                        speech("enable_safety_checker", "true"),
                        speech("enable_safety_checker", "on")),
                rule(
                        "s2v guidance_scale: a float",
                        "guidance_scale",
                        speech("guidance_scale", "3.5"),
                        speech("guidance_scale", "high")),
                rule("s2v shift: from 1.0", "shift", speech("shift", "1.0"), speech("shift", "0.99")),
                rule("s2v shift: to 10.0", "shift", speech("shift", "10.0"), speech("shift", "10.01")),
                rule(
                        "s2v video_quality",
                        "video_quality",
                        speech("video_quality", "maximum"),
                        speech("video_quality", "ultra")),
                rule(
                        "s2v video_write_mode",
                        "video_write_mode",
                        speech("video_write_mode", "small"),
                        speech("video_write_mode", "slow")),
                rule("s2v seed: an integer", "seed", speech("seed", "123456789012"), speech("seed", "x")),
                rule(
                        "s2v aspect ratio: no such parameter",
                        "aspect_ratio",
                        speech("seed", "1"),
                        speech("aspect_ratio", "16:9")),
                rule(
                        "animate image: an address",
                        "image",
                        PixazoOrders.animate().build(),
                        PixazoOrders.animate().image("").build()),
                rule(
                        "animate video: an address",
                        "video",
                        PixazoOrders.animate().build(),
                        PixazoOrders.animate().video("motion").build()),
                rule(
                        "animate prompt: no such parameter upstream",
                        "prompt",
                        PixazoOrders.animate().build(),
                        PixazoOrders.animate().prompt("p").build()),
                rule(
                        "animate shift upstream",
                        "shift",
                        PixazoOrders.animate().option("shift", "5").build(),
                        PixazoOrders.animate().option("shift", "11").build()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void an_order_that_violates_a_constraint_is_never_sent(
            String field, GenerationRequest good, GenerationRequest bad) {
        assertRefused(bad, field);
        assertThat(run.vendor().ledger().requests()).isEmpty();
        assertThat(run.client().validate(good)).isEmpty();
        var unused = run.client().submit(good);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    void all_violations_of_an_order_are_reported() {
        GenerationRequest order = PixazoOrders.text()
                .prompt("")
                .model("wan2.2-t2v-plus")
                .resolution(Resolution.P720)
                .seed(3_000_000_000L)
                .build();
        VideoFailure failure = assertRefused(order, "seed");
        assertThat(failure.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("prompt", "resolution", "seed");
        assertThat(new VideoException(failure))
                .hasMessageContaining("3 problems; nothing was sent, nothing was billed.")
                .hasMessageContaining("Offered: 480p, 1080p.")
                .hasMessageContaining("this model does not offer the documented default, 1280*720")
                .hasMessageContaining("pixazo-text-to-video, \"parameters.size\"");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void every_violation_names_its_document() {
        assertThat(rules().map(rule -> (GenerationRequest) rule.get()[2])
                        .flatMap(bad -> run.client().validate(bad).stream()))
                .isNotEmpty()
                .allSatisfy(violation ->
                        assertThat(violation.source().orElseThrow().document()).startsWith("pixazo-"));
    }

    @Test
    void replace_is_not_supported() {
        VideoFailure failure = VendorTestHarness.failure(() -> run.client()
                .submit(PixazoOrders.animate()
                        .behavior(AnimateRequest.Behavior.REPLACE)
                        .build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void undocumented_values_are_sent_if_allowed() {
        var order = PixazoOrders.image()
                .model("wan2.1-i2v-turbo")
                .resolution(Resolution.P1080)
                .duration(Duration.ofMillis(4500))
                .allowUndocumentedValues(true)
                .build();
        var parameters = VendorTestHarness.json(
                        run.client().quotes(order).get(0).wire().orElseThrow().body())
                .get("parameters");
        assertThat(parameters.get("resolution").textValue()).isEqualTo("1080P");
        assertThat(parameters.get("duration").decimalValue()).isEqualByComparingTo("4.5");
    }

    private VideoFailure assertRefused(GenerationRequest bad, String field) {
        assertThat(run.client().validate(bad)).extracting(Violation::field).contains(field);
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().submit(bad));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.violations()).extracting(Violation::field).contains(field);
        return failure;
    }

    private static Arguments rule(String name, String field, GenerationRequest good, GenerationRequest bad) {
        return argumentSet(name, field, good, bad);
    }

    private static GenerationRequest text(String model, String size) {
        return PixazoOrders.text().model(model).resolution(Resolution.of(size)).build();
    }

    private static GenerationRequest prompt(String prompt) {
        return PixazoOrders.text().prompt(prompt).build();
    }

    private static GenerationRequest n(String n) {
        return PixazoOrders.text().option("n", n).build();
    }

    private static GenerationRequest image(String model, String resolution) {
        return PixazoOrders.image()
                .model(model)
                .resolution(Resolution.of(resolution))
                .build();
    }

    private static GenerationRequest image(String model, int seconds) {
        return PixazoOrders.image()
                .model(model)
                .duration(Duration.ofSeconds(seconds))
                .build();
    }

    private static GenerationRequest picture(String address) {
        return PixazoOrders.image().image(address).build();
    }

    private static GenerationRequest imagePrompt(String prompt) {
        return PixazoOrders.image().prompt(prompt).build();
    }

    private static GenerationRequest imageNegative(String prompt) {
        return PixazoOrders.image().negativePrompt(prompt).build();
    }

    private static GenerationRequest imageSeed(long seed) {
        return PixazoOrders.image().seed(seed).build();
    }

    private static GenerationRequest imageOption(String name, String value) {
        return PixazoOrders.image().option(name, value).build();
    }

    private static GenerationRequest speechPrompt(String prompt) {
        return PixazoOrders.speech().prompt(prompt).build();
    }

    private static GenerationRequest speech(String option, String value) {
        return PixazoOrders.speech().option(option, value).build();
    }
}
