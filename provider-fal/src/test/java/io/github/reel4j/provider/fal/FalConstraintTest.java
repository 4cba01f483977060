package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documented values are sent; other values are rejected before anything is sent. */
class FalConstraintTest {

    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** Each constraint of the schemas: the field, a valid order, and an invalid one. */
    static Stream<Arguments> rules() {
        return Stream.of(
                        ofSharedFields(),
                        ofA14b(),
                        ofLength(),
                        ofTurbo(),
                        ofImageToVideo(),
                        ofSpeechToVideo(),
                        ofAnimate())
                .flatMap(rules -> rules);
    }

    private static Stream<Arguments> ofSharedFields() {
        return Stream.of(
                rule("prompt: required", "prompt", prompt("."), prompt(" ")),
                rule("seed: an integer", "seed", text("seed", "-1"), text("seed", "4.2")),
                rule(
                        "enable_safety_checker: a flag",
                        "enable_safety_checker",
                        text("enable_safety_checker", "true"),
                        text("enable_safety_checker", "yes")),
                rule(
                        "enable_output_safety_checker: a flag",
                        "enable_output_safety_checker",
                        text("enable_output_safety_checker", "true"),
                        text("enable_output_safety_checker", "1")),
                rule("video_quality: low", "video_quality", text("video_quality", "low"), text("video_quality", "")),
                rule(
                        "video_quality: maximum",
                        "video_quality",
                        text("video_quality", "maximum"),
                        text("video_quality", "ultra")),
                rule(
                        "video_write_mode: fast",
                        "video_write_mode",
                        text("video_write_mode", "fast"),
                        text("video_write_mode", "slow")),
                rule(
                        "video_write_mode: small",
                        "video_write_mode",
                        text("video_write_mode", "small"),
                        text("video_write_mode", "tiny")),
                rule("resolution: 480p", "resolution", resolution("480p"), resolution("360p")),
                rule("resolution: 580p", "resolution", resolution("580p"), resolution("640p")),
                rule("resolution: 720p", "resolution", resolution("720p"), resolution("1080p")),
                rule(
                        "model: one of the table",
                        "model",
                        FalOrders.text().model(FalModels.TEXT).build(),
                        FalOrders.text().model("fal-ai/wan/v2.7/text-to-video").build()));
    }

    private static Stream<Arguments> ofA14b() {
        return Stream.of(
                rule(
                        "negative_prompt: any text",
                        "negative_prompt",
                        FalOrders.text().negativePrompt("").build(),
                        FalOrders.textTurbo().negativePrompt("crows").build()),
                rule(
                        "num_inference_steps: from 2",
                        "num_inference_steps",
                        text("num_inference_steps", "2"),
                        text("num_inference_steps", "1")),
                rule(
                        "num_inference_steps: to 40",
                        "num_inference_steps",
                        text("num_inference_steps", "40"),
                        text("num_inference_steps", "41")),
                rule("guidance_scale: from 1", "guidance_scale", text("guidance_scale", "1"), scale("0.9")),
                rule("guidance_scale: to 10", "guidance_scale", text("guidance_scale", "10"), scale("10.1")),
                rule(
                        "guidance_scale_2: from 1",
                        "guidance_scale_2",
                        text("guidance_scale_2", "1"),
                        text("guidance_scale_2", "0")),
                rule(
                        "guidance_scale_2: to 10",
                        "guidance_scale_2",
                        text("guidance_scale_2", "10"),
                        text("guidance_scale_2", "11")),
                rule("shift: from 1", "shift", text("shift", "1"), text("shift", "0.5")),
                rule("shift: to 10", "shift", text("shift", "10"), text("shift", "10.5")),
                rule("acceleration: none", "acceleration", text("acceleration", "none"), text("acceleration", "high")),
                rule(
                        "interpolator_model: rife",
                        "interpolator_model",
                        text("interpolator_model", "rife"),
                        text("interpolator_model", "dain")),
                rule(
                        "num_interpolated_frames: from 0",
                        "num_interpolated_frames",
                        text("num_interpolated_frames", "0"),
                        text("num_interpolated_frames", "-1")),
                rule(
                        "num_interpolated_frames: to 4",
                        "num_interpolated_frames",
                        text("num_interpolated_frames", "4"),
                        text("num_interpolated_frames", "5")),
                rule(
                        "adjust_fps_for_interpolation: a flag",
                        "adjust_fps_for_interpolation",
                        text("adjust_fps_for_interpolation", "false"),
                        text("adjust_fps_for_interpolation", "no")),
                rule(
                        "enable_prompt_expansion: a flag",
                        "enable_prompt_expansion",
                        text("enable_prompt_expansion", "true"),
                        text("enable_prompt_expansion", "on")),
                rule("aspect_ratio: 16:9", "aspect_ratio", ratio("16:9"), ratio("4:3")),
                rule("aspect_ratio: 9:16", "aspect_ratio", ratio("9:16"), ratio("21:9")),
                rule("aspect_ratio: auto needs an image", "aspect_ratio", ratio("1:1"), ratio("auto")));
    }

    private static Stream<Arguments> ofLength() {
        return Stream.of(
                rule("num_frames: from 17", "num_frames", text("num_frames", "17"), text("num_frames", "16")),
                rule("num_frames: to 161", "num_frames", text("num_frames", "161"), text("num_frames", "162")),
                rule(
                        "frames_per_second: from 4",
                        "frames_per_second",
                        text("frames_per_second", "4"),
                        text("frames_per_second", "3")),
                rule(
                        "frames_per_second: to 60",
                        "frames_per_second",
                        text("frames_per_second", "60"),
                        text("frames_per_second", "61")),
                rule("duration: from 2 s", "duration", seconds("2"), seconds("1")),
                rule("duration: to 10 s", "duration", seconds("10"), seconds("11")),
                rule("duration: exact in frames", "duration", seconds("5"), seconds("5.03")),
                rule("duration: or num_frames", "duration", seconds("5"), withDuration("num_frames", "80")),
                rule("duration: or a frame rate", "duration", seconds("5"), withDuration("frames_per_second", "24")),
                rule(
                        "duration: or slow motion by interpolation",
                        "duration",
                        seconds("5"),
                        withDuration("adjust_fps_for_interpolation", "false")));
    }

    private static Stream<Arguments> ofTurbo() {
        GenerationRequest plain = FalOrders.textTurbo().build();
        return Stream.of(
                rule("turbo: no frames", "num_frames", plain, turbo("num_frames", "81")),
                rule("turbo: no frame rate", "frames_per_second", plain, turbo("frames_per_second", "16")),
                rule("turbo: no steps", "num_inference_steps", plain, turbo("num_inference_steps", "20")),
                rule(
                        "turbo: no duration",
                        "duration",
                        plain,
                        FalOrders.textTurbo().duration(Duration.ofSeconds(5)).build()),
                rule("turbo: acceleration", "acceleration", turbo("acceleration", "none"), turbo("acceleration", "x")));
    }

    private static Stream<Arguments> ofImageToVideo() {
        return Stream.of(
                rule("image_url: a URL", "image", FalOrders.image().build(), image("character.png")),
                rule("image_url: http or https", "image", image("http://example.com/a"), image("ftp://example.com/a")),
                rule(
                        "prompt: required",
                        "prompt",
                        FalOrders.image().build(),
                        ImageToVideoRequest.builder().image(FalOrders.IMAGE).build()),
                rule(
                        "end_image_url: a URL",
                        "last_image",
                        FalOrders.image().lastImage(FalOrders.LAST_IMAGE).build(),
                        FalOrders.image().lastImage("last.png").build()),
                rule(
                        "end_image_url: with turbo",
                        "last_image",
                        FalOrders.imageTurbo().lastImage(FalOrders.LAST_IMAGE).build(),
                        FalOrders.imageTurbo().lastImage("//example.com/a.png").build()),
                rule(
                        "aspect_ratio: auto",
                        "aspect_ratio",
                        FalOrders.image().aspectRatio(AspectRatio.AUTO).build(),
                        FalOrders.image().aspectRatio(AspectRatio.of("3:4")).build()));
    }

    private static Stream<Arguments> ofSpeechToVideo() {
        return Stream.of(
                rule("num_frames: from 40", "num_frames", speech("num_frames", "40"), speech("num_frames", "36")),
                rule("num_frames: to 120", "num_frames", speech("num_frames", "120"), speech("num_frames", "124")),
                rule(
                        "num_frames: multiples of 4",
                        "num_frames",
                        speech("num_frames", "84"),
                        speech("num_frames", "81")),
                rule(
                        "duration: 3 to 7 s",
                        "duration",
                        FalOrders.speech().duration(Duration.ofSeconds(7)).build(),
                        FalOrders.speech().duration(Duration.ofSeconds(8)).build()),
                rule(
                        "prompt: required",
                        "prompt",
                        FalOrders.speech().build(),
                        SpeechToVideoRequest.builder()
                                .image(FalOrders.IMAGE)
                                .audio(FalOrders.AUDIO)
                                .build()),
                rule(
                        "audio_url: a URL",
                        "audio",
                        FalOrders.speech().build(),
                        FalOrders.speech().audio("speech.mp3").build()),
                rule("shift: to 10", "shift", speech("shift", "10"), speech("shift", "11")),
                rule(
                        "acceleration: no such field",
                        "acceleration",
                        FalOrders.speech().build(),
                        speech("acceleration", "none")));
    }

    private static Stream<Arguments> ofAnimate() {
        return Stream.of(
                rule(
                        "video_url: a URL",
                        "video",
                        FalOrders.animate().build(),
                        FalOrders.animate().video("dance.mp4").build()),
                rule(
                        "prompt: no such field",
                        "prompt",
                        FalOrders.animate().build(),
                        FalOrders.animate().prompt("dance").build()),
                rule("use_turbo: a flag", "use_turbo", animate("use_turbo", "true"), animate("use_turbo", "fast")),
                rule(
                        "return_frames_zip: a flag",
                        "return_frames_zip",
                        animate("return_frames_zip", "true"),
                        animate("return_frames_zip", "zip")),
                rule(
                        "num_inference_steps: 2 to 40",
                        "num_inference_steps",
                        FalOrders.animate().inferenceSteps(40L).build(),
                        FalOrders.animate().inferenceSteps(41L).build()),
                rule(
                        "guidance_scale: 1 to 10",
                        "guidance_scale",
                        FalOrders.animate().guidanceScale(BigDecimal.TEN).build(),
                        FalOrders.animate().guidanceScale(BigDecimal.ZERO).build()));
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
    void a_duration_and_frames_together_are_a_violation() {
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().submit(withDuration("num_frames", "80")));
        assertThat(new VideoException(failure))
                .hasMessageContaining("cannot be set together with 'num_frames'")
                .hasMessageContaining("nothing was sent, nothing was billed");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void a_duration_of_no_whole_frames_is_never_sent() {
        GenerationRequest order = FalOrders.text()
                .duration(Duration.ofMillis(2030))
                .allowUndocumentedValues(true)
                .build();
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().submit(order));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(new VideoException(failure))
                .hasMessageContaining("2.03 s is not a whole number of frames")
                .hasMessageContaining("nothing was sent, nothing was billed");
        assertThat(run.client().validate(order)).extracting(Violation::field).containsExactly("duration");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void undocumented_values_are_sent_if_allowed() {
        var sent = run.sentBody(FalOrders.text()
                .resolution(Resolution.P1080)
                .duration(Duration.ofSeconds(12))
                .allowUndocumentedValues(true)
                .build());
        assertThat(sent.get("resolution").textValue()).isEqualTo("1080p");
        assertThat(sent.get("num_frames").intValue()).isEqualTo(192);
    }

    private static Arguments rule(String name, String field, GenerationRequest good, GenerationRequest bad) {
        return argumentSet(name, field, good, bad);
    }

    private static GenerationRequest text(String option, String value) {
        return FalOrders.text().option(option, value).build();
    }

    private static GenerationRequest scale(String value) {
        return FalOrders.text().guidanceScale(new BigDecimal(value)).build();
    }

    private static GenerationRequest turbo(String option, String value) {
        return FalOrders.textTurbo().option(option, value).build();
    }

    private static GenerationRequest speech(String option, String value) {
        return FalOrders.speech().option(option, value).build();
    }

    private static GenerationRequest animate(String option, String value) {
        return FalOrders.animate().option(option, value).build();
    }

    private static GenerationRequest image(String address) {
        return FalOrders.image().image(address).build();
    }

    private static GenerationRequest prompt(String prompt) {
        return FalOrders.text().prompt(prompt).build();
    }

    private static GenerationRequest ratio(String ratio) {
        return FalOrders.text().aspectRatio(AspectRatio.of(ratio)).build();
    }

    private static GenerationRequest resolution(String resolution) {
        return FalOrders.text().resolution(Resolution.of(resolution)).build();
    }

    private static GenerationRequest seconds(String seconds) {
        return FalOrders.text()
                .duration(Duration.ofMillis(
                        new BigDecimal(seconds).movePointRight(3).longValueExact()))
                .build();
    }

    private static GenerationRequest withDuration(String option, String value) {
        return FalOrders.text()
                .duration(Duration.ofSeconds(5))
                .option(option, value)
                .build();
    }
}
