package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options for the fields that several vendors have. */
class PortableOptionsTest extends AcmeTest {

    private static final String IMAGE = "https://a.example/i.png";
    private static final String AUDIO = "https://a.example/a.mp3";

    private ReelRun image(String... options) {
        return order(List.of("image", IMAGE), options);
    }

    private ReelRun speech(String... options) {
        return order(List.of("speech", "--image", IMAGE, "--audio", AUDIO), options);
    }

    private ReelRun order(List<String> command, String... options) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(options));
        all.addAll(List.of("--dry-run", "--json"));
        return reel(all.toArray(String[]::new));
    }

    private static Map<?, ?> request(ReelRun run) {
        assertThat(run.code()).as(run.err()).isZero();
        return (Map<?, ?>) JsonParser.at(run.json(), "request");
    }

    @Test
    void options_become_the_fields_of_the_request() {
        ReelRun run = image(
                "--last-image",
                "https://a.example/z.png",
                "--duration",
                "7.5",
                "--aspect-ratio",
                "9:16",
                "--safety-checker",
                "--guidance-scale",
                "3.50",
                "--steps",
                "27",
                "--seed",
                "4");

        assertThat(request(run))
                .isEqualTo(Map.of(
                        "image", IMAGE,
                        "last_image", "https://a.example/z.png",
                        "duration", "7.5",
                        "aspect_ratio", "9:16",
                        "enable_safety_checker", "true",
                        "guidance_scale", "3.50",
                        "num_inference_steps", "27",
                        "seed", "4"));
    }

    @Test
    void the_safety_checker_can_be_turned_off() {
        assertThat(request(image("--no-safety-checker")))
                .isEqualTo(Map.of("image", IMAGE, "duration", "5", "enable_safety_checker", "false"));
    }

    @Test
    void an_option_and_set_for_the_same_field_are_a_violation() {
        ReelRun run = image("--steps", "27", "--set", "num_inference_steps=30");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("is set twice");
    }

    @Test
    void fields_that_exclude_each_other_are_a_violation() {
        ReelRun both = image("--duration", "5", "--set", "num_frames=81");
        assertThat(both.code()).isEqualTo(3);
        assertThat(both.out()).contains("cannot be set together with 'duration'");

        assertThat(request(image("--set", "num_frames=81"))).isEqualTo(Map.of("image", IMAGE, "num_frames", "81"));
    }

    @Test
    void an_unsupported_value_is_omitted_only_if_the_user_says_so() {
        ReelRun invalid = speech("sing", "--seed", "7", "--guidance-scale", "1");
        assertThat(invalid.code()).isEqualTo(3);
        assertThat(invalid.out()).contains("seed", "guidance_scale", "has no such parameter");

        ReelRun omitted =
                speech("sing", "--seed", "7", "--guidance-scale", "1", "--omit-if-unsupported", "seed,guidance_scale");
        assertThat(request(omitted)).isEqualTo(Map.of("image", IMAGE, "audio", AUDIO, "prompt", "sing"));
    }

    @Test
    void the_model_decides_whether_speech_needs_a_prompt() {
        ReelRun run = speech();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("prompt", "must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "--guidance-scale, 1e999999999, '--guidance-scale: ''1e999999999'' is not a number.'",
        "--aspect-ratio, wide, '--aspect-ratio: ''wide'' is not an aspect ratio such as 16:9.'",
        "--duration, long, '--duration: ''long'' is not a number of seconds.'",
        "--omit-if-unsupported, camera, '--omit-if-unsupported cannot omit ''camera''. Allowed: '",
        "--steps, many, 'many'",
    })
    void an_invalid_value_is_named_and_costs_nothing(String option, String value, String message) {
        ReelRun run = reel("image", IMAGE, option, value);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(vendor.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon"})
    void the_length_of_a_recording_is_above_0(String length) {
        ReelRun run = reel("speech", "sing", "--image", IMAGE, "--audio", AUDIO, "--audio-seconds", length);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--audio-seconds: '" + length + "' is invalid. Allowed: a number of seconds");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void an_operation_without_the_field_has_no_such_option() {
        assertThat(reel("text", "a kitten", "--last-image", IMAGE).code()).isEqualTo(2);
        assertThat(reel("animate", "--image", IMAGE, "--video", AUDIO, "--duration", "5")
                        .code())
                .isEqualTo(2);
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void the_progress_has_the_place_in_the_queue() {
        ReelRun run = reel("text", "queue", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .containsSubsequence(
                        "  queued, tasks before this one: 12   0:0",
                        "  queued, tasks before this one: 3   0:0",
                        "  queued, tasks before this one: 0   0:0",
                        "  succeeded   0:0");
    }
}
