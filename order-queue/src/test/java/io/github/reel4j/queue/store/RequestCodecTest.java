package io.github.reel4j.queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored request is the request that was placed, whatever it contains. */
class RequestCodecTest {

    private static final Map<String, String> OPTIONS = Map.of("steps", "30", "a \"quoted\" name", "");

    /** A request of each operation with a value of each of its properties. */
    private static List<GenerationRequest> complete() {
        return List.of(
                TextToVideoRequest.builder()
                        .prompt("a kitten")
                        .negativePrompt("dogs")
                        .duration(Duration.ofSeconds(5))
                        .aspectRatio(AspectRatio.of("16:9"))
                        .resolution(Resolution.of("720p"))
                        .seed(-7)
                        .safetyChecker(true)
                        .guidanceScale(new BigDecimal("3.50"))
                        .inferenceSteps(27)
                        .omitIfUnsupported(Field.SEED, Field.NEGATIVE_PROMPT)
                        .model("wan-2.1")
                        .options(OPTIONS)
                        .allowUndocumentedValues(true)
                        .build(),
                ImageToVideoRequest.builder()
                        .image("https://m.example/a.png?token=1&b=%20")
                        .lastImage("https://m.example/z.png")
                        .aspectRatio(AspectRatio.of("auto"))
                        .safetyChecker(false)
                        .guidanceScale(BigDecimal.ONE)
                        .inferenceSteps(Long.MIN_VALUE)
                        .omitIfUnsupported(Field.LAST_IMAGE)
                        .prompt("waves")
                        .negativePrompt("blur")
                        .duration(Duration.ofSeconds(5))
                        .resolution(Resolution.of("480p"))
                        .seed(Long.MAX_VALUE)
                        .model("m")
                        .options(OPTIONS)
                        .build(),
                SpeechToVideoRequest.builder()
                        .image("https://m.example/a.png")
                        .audio("https://m.example/a.mp3")
                        .prompt("speaks")
                        .duration(Duration.ofMillis(4_500))
                        .audioLength(Duration.ofNanos(1))
                        .safetyChecker(true)
                        .guidanceScale(new BigDecimal("0.1"))
                        .inferenceSteps(1)
                        .omitIfUnsupported(Field.portable())
                        .negativePrompt("blur")
                        .resolution(Resolution.of("480p"))
                        .seed(0)
                        .model("m")
                        .options(OPTIONS)
                        .build(),
                animate(AnimateRequest.Behavior.ANIMATE),
                animate(AnimateRequest.Behavior.REPLACE));
    }

    private static AnimateRequest animate(AnimateRequest.Behavior behavior) {
        return AnimateRequest.builder()
                .behavior(behavior)
                .image("https://m.example/a.png")
                .video("https://m.example/a.mp4")
                .prompt("dances")
                .motionLength(Duration.ofMillis(5_250))
                .safetyChecker(false)
                .guidanceScale(new BigDecimal("-1"))
                .inferenceSteps(30)
                .omitIfUnsupported(Field.PROMPT)
                .resolution(Resolution.of("720p"))
                .seed(1)
                .model("m")
                .options(OPTIONS)
                .build();
    }

    private static GenerationRequest text(String prompt) {
        return TextToVideoRequest.builder().prompt(prompt).build();
    }

    @Test
    void every_operation_is_stored_with_all_its_properties() {
        Set<Operation> operations = new HashSet<>();
        for (GenerationRequest request : complete()) {
            GenerationRequest parsed = RequestCodec.parse(RequestCodec.format(request));
            assertThat(parsed).isEqualTo(request);
            assertThat(claim(parsed)).isEqualTo(claim(request));
            operations.add(request.operation());
        }
        assertThat(operations).containsExactlyInAnyOrder(Operation.values());
    }

    private static OrderKeyClaim claim(GenerationRequest request) {
        return OrderKeyClaim.of(OrderKey.of("k"), request);
    }

    /** Fails if core has a field or a property that the requests above, and so the codec, do not have. */
    @Test
    void no_field_and_no_property_of_core_is_forgotten() throws Exception {
        Set<Field<?>> used = complete().stream()
                .flatMap(each -> each.values().keySet().stream())
                .collect(Collectors.toSet());
        Set<Field<?>> portable = new HashSet<>();
        for (java.lang.reflect.Field each : Field.class.getFields()) {
            if (Modifier.isStatic(each.getModifiers()) && each.get(null) instanceof Field<?> field) {
                portable.add(field);
            }
        }
        assertThat(portable).isNotEmpty().allMatch(Field::isPortable);
        assertThat(used).isEqualTo(portable);
        for (GenerationRequest each : complete()) {
            assertThat(each.omitIfUnsupported()).isNotEmpty();
            for (Class<?> type : each.getClass().getInterfaces()) {
                for (Method property : type.getMethods()) {
                    if (property.getReturnType() == Optional.class && property.getParameterCount() == 0) {
                        assertThat(property.invoke(each)).as("%s", property).isNotEqualTo(Optional.empty());
                    }
                }
            }
        }
    }

    @Test
    void options_and_absent_values_are_kept() {
        GenerationRequest request = text("x");
        assertThat(RequestCodec.parse(RequestCodec.format(request))).isEqualTo(request);
        assertThat(RequestCodec.parse(RequestCodec.format(request)).values()).containsOnlyKeys(Field.PROMPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDE00 emoji and \u200D joiners",
                "\"quotes\" 'single' \\ back \\u0041",
                "\t\r\n\u0001\u007F\u2028",
                "{\"version\": 99}",
                "'; drop table reel_order; --",
                "\uFFFF\uFEFF\u0301"
            })
    void hostile_prompts_are_stored_unchanged(String prompt) {
        assertThat(RequestCodec.parse(RequestCodec.format(text(prompt)))).isEqualTo(text(prompt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \0 here", "high \uD83D", "\uDE00 low", "\uDE00\uD83D"})
    void what_the_database_cannot_store_is_refused(String prompt) {
        assertThatThrownBy(() -> RequestCodec.format(text(prompt)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the prompt of a queued order may have neither the character NUL")
                .hasMessageContaining("Nothing was ordered.")
                .hasMessageNotContaining(prompt);
        assertThatThrownBy(() -> RequestCodec.format(TextToVideoRequest.builder()
                        .prompt("x")
                        .option("o", prompt)
                        .build()))
                .hasMessageContaining("the option o of a queued order");
    }

    @Test
    void local_files_are_refused_with_the_fix() {
        GenerationRequest request =
                ImageToVideoRequest.builder().image(Path.of("kitten.png")).build();
        assertThatThrownBy(() -> RequestCodec.format(request))
                .hasMessageContaining("may not have local files (image)")
                .hasMessageContaining("set its https URL. Nothing was ordered.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":2,\"operation\":\"text-to-video\",\"values\":{\"prompt\":\"x\"}}",
                "{\"version\":1,\"operation\":\"hologram\",\"values\":{}}",
                "not json",
                "[]"
            })
    void a_request_of_a_newer_version_is_not_read(String stored) {
        assertThatThrownBy(() -> RequestCodec.parse(stored)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What version 1 stored before it had further fields. */
    @Test
    void a_request_of_an_older_worker_is_read() {
        String stored =
                "{\"version\":1,\"operation\":\"speech-to-video\",\"values\":{\"image\":\"https://m.example/a\","
                        + "\"audio\":\"https://m.example/b\",\"prompt\":\"speaks\",\"seed\":\"7\"},"
                        + "\"options\":{\"shift\":\"5\"}}";
        assertThat(RequestCodec.parse(stored))
                .isEqualTo(SpeechToVideoRequest.builder()
                        .image("https://m.example/a")
                        .audio("https://m.example/b")
                        .prompt("speaks")
                        .seed(7)
                        .option("shift", "5")
                        .build());
    }

    @Test
    void a_damaged_request_is_an_error_without_its_text() {
        assertThatThrownBy(() -> RequestCodec.parse("{\"prompt\":\"canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the stored request is damaged: not JSON. Cancel the order, and place it again under a new"
                        + " key.");
    }

    @Test
    void a_property_of_a_newer_worker_is_an_error() {
        String stored = RequestCodec.format(text("x"));
        assertThatThrownBy(() -> RequestCodec.parse(stored.replace("{\"version\"", "{\"priority\":1,\"version\"")))
                .hasMessageContaining("priority. Update the worker.");
        assertThatThrownBy(() -> RequestCodec.parse(
                        stored.replace("{\"version\"", "{\"omit_if_unsupported\":[\"camera\"],\"version\"")))
                .hasMessageContaining("\"camera\". Update the worker.");
    }

    @Test
    void a_value_that_no_property_takes_is_an_error() {
        String stored = RequestCodec.format(text("x")).replace("\"prompt\"", "\"camera\":\"pan\",\"prompt\"");
        assertThat(Arrays.asList("camera")).allMatch(stored::contains);
        assertThatThrownBy(() -> RequestCodec.parse(stored))
                .hasMessageContaining("camera")
                .hasMessageContaining("Update");
    }
}
