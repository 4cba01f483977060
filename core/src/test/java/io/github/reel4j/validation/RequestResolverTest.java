package io.github.reel4j.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.Violation;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestResolverTest {

    private static final RequestResolver RESOLVER = new RequestResolver(
            SampleRequests.ACME,
            List.of(SampleRequests.plus(), SampleRequests.priceListOnly(), SampleRequests.animate()));

    private static Validation<Seq<Violation>, ResolvedRequest> resolve(GenerationRequest request) {
        return RESOLVER.resolve(request);
    }

    private static ResolvedRequest valid(GenerationRequest request) {
        Validation<Seq<Violation>, ResolvedRequest> resolved = resolve(request);
        assertThat(resolved.isValid()).as(resolved.toString()).isTrue();
        return resolved.get();
    }

    private static List<Violation> violations(GenerationRequest request) {
        return resolve(request).getError().toJavaList();
    }

    private static Violation only(GenerationRequest request) {
        assertThat(violations(request)).hasSize(1);
        return violations(request).get(0);
    }

    /** Returns the fields with violations in a request to a provider that offers {@code models}. */
    private static List<String> invalidFields(GenerationRequest request, ModelSpec... models) {
        return new RequestResolver(SampleRequests.ACME, List.of(models))
                .resolve(request).fold(Seq::toJavaList, valid -> List.<Violation>of()).stream()
                        .map(Violation::field)
                        .toList();
    }

    /** Returns another model, whose only field is the prompt. */
    private static ModelSpec withPromptAlone(ModelSpec model) {
        return ModelSpec.builder()
                .from(model)
                .id("prompt-alone")
                .recommended(false)
                .fields(List.of(model.field(Field.PROMPT).orElseThrow()))
                .build();
    }

    private static TextToVideoRequest.Builder kitten() {
        TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
        builder.prompt("A kitten");
        return builder;
    }

    private static TextToVideoRequest with(String option, String value) {
        return kitten().option(option, value).build();
    }

    @Test
    void defaults_are_explicit_in_the_order_of_the_table() {
        assertThat(valid(SampleRequests.text("A kitten")).formatted())
                .containsExactly(
                        Map.entry("prompt", "A kitten"),
                        Map.entry("resolution", "480p"),
                        Map.entry("watermark", "false"),
                        Map.entry("mode", "async"));
    }

    @Test
    void an_unpaired_surrogate_is_rejected() {
        assertThat(violations(
                        TextToVideoRequest.builder().prompt("heron \uD83D").build()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("unpaired UTF-16 surrogate"));
    }

    @Test
    void three_errors_give_three_violations() {
        List<Violation> violations = violations(TextToVideoRequest.builder()
                .prompt("")
                .resolution(Resolution.P720)
                .seed(3000000000L)
                .build());
        assertThat(violations)
                .containsExactly(
                        new Violation("prompt", Optional.of(""), "must not be empty.", source("prompt")),
                        new Violation(
                                "resolution",
                                Optional.of("720p"),
                                "is not offered by plus. Offered: 480p, 1080p."
                                        + " (The documented default is not offered.)",
                                source("size")),
                        new Violation("seed", Optional.of("3000000000"), "must be 0 to 2147483647.", source("seed")));
    }

    private static Optional<io.github.reel4j.model.DocumentAnchor> source(String quote) {
        return Optional.of(SampleRequests.anchor(quote));
    }

    @Test
    void the_vendors_spelling_of_a_value_is_accepted() {
        assertThat(valid(kitten().resolution(Resolution.of("1920x1080")).build())
                        .get(Field.RESOLUTION))
                .contains(Resolution.P1080);
        assertThat(valid(with("resolution", "1920*1080")).get(Field.RESOLUTION)).contains(Resolution.P1080);
        assertThat(valid(with("resolution", "1080p")).get(Field.RESOLUTION)).contains(Resolution.P1080);
        assertThat(valid(SampleRequests.motion().option("resolution", "720P").build())
                        .get(Field.RESOLUTION))
                .contains(Resolution.P720);
    }

    @Test
    void options_are_parsed_as_the_type_of_their_field() {
        ResolvedRequest order = valid(kitten().option("watermark", "true")
                .option("steps", "10")
                .option("shift", "2.50")
                .option("seed", "7")
                .build());
        assertThat(order.get(SampleRequests.WATERMARK)).contains(true);
        assertThat(order.get(SampleRequests.STEPS)).contains(10L);
        assertThat(order.get(SampleRequests.SHIFT)).contains(new BigDecimal("2.50"));
        assertThat(order.get(Field.SEED)).contains(7L);
    }

    @ParameterizedTest
    @CsvSource({
        "watermark, yes, must be true or false.",
        "steps, ten, must be a whole number.",
        "steps, 11, must be 1 to 10.",
        "shift, 1e999999999, must be a number.",
        "shift, 2.51, must be 0.5 to 2.5.",
        "mode, later, 'is not offered by plus. Offered: async, callback.'",
        "resolution, HD, must be a resolution such as 720p.",
    })
    void an_invalid_option_is_rejected_with_the_allowed_values(String option, String value, String problem) {
        Violation violation = only(with(option, value));
        assertThat(violation.field()).isEqualTo(option);
        assertThat(violation.rejectedValue()).contains(value);
        assertThat(violation.message()).startsWith(problem);
    }

    @Test
    void a_value_set_twice_is_rejected_even_if_both_agree() {
        Violation violation = only(kitten().seed(5L).option("seed", "5").build());
        assertThat(violation.message()).isEqualTo("is set twice: as a value, and as an option (--set). Set it once.");
    }

    @Test
    void an_unknown_option_is_rejected_with_the_known_ones() {
        Violation violation = only(with("wattermark", "true"));
        assertThat(violation)
                .isEqualTo(new Violation(
                        "wattermark",
                        Optional.of("true"),
                        "is not an option of plus. Options: negative_prompt, resolution, seed, watermark, steps, shift,"
                                + " mode, callback_url.",
                        source("plus")));
    }

    @Test
    void an_unsupported_value_is_rejected_and_not_dropped() {
        Violation violation = only(SampleRequests.motion().prompt("wave").build());
        assertThat(violation)
                .isEqualTo(new Violation(
                        "prompt",
                        Optional.of("***"),
                        "is not supported by mover: the vendor's document has no such parameter.",
                        source("mover")));
    }

    @Test
    void the_clip_length_is_ignored_if_no_price_depends_on_it() {
        ModelSpec flat = ModelSpec.builder()
                .operation(Operation.ANIMATE)
                .id("flat")
                .recommended(true)
                .source(SampleRequests.anchor("flat"))
                .fields(SampleRequests.animate().fields().subList(0, 2))
                .build();
        AnimateRequest request =
                SampleRequests.motion().motionLength(Duration.ofSeconds(9)).build();
        assertThat(new RequestResolver(SampleRequests.ACME, List.of(flat))
                        .resolve(request)
                        .get()
                        .formatted())
                .containsOnlyKeys("image", "video");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_length_must_be_positive(long seconds) {
        Violation violation = only(SampleRequests.motion()
                .motionLength(Duration.ofSeconds(seconds))
                .build());
        assertThat(violation.message()).isEqualTo("must be more than 0 seconds.");
    }

    @Test
    void a_missing_value_has_no_rejected_value() {
        ModelSpec strict = ModelSpec.builder()
                .operation(Operation.TEXT_TO_VIDEO)
                .id("strict")
                .recommended(true)
                .source(SampleRequests.anchor("strict"))
                .fields(
                        io.github.reel4j.model.FieldSpec.required(Field.PROMPT, SampleRequests.anchor("prompt")),
                        io.github.reel4j.model.FieldSpec.required(Field.SEED, SampleRequests.anchor("seed")))
                .build();
        assertThat(new RequestResolver(SampleRequests.ACME, List.of(strict))
                        .resolve(SampleRequests.text("x"))
                        .getError())
                .containsExactly(new Violation("seed", Optional.empty(), "must be set.", source("seed")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"callback", "CALLBACK", "Callback"})
    void a_conditional_field_is_required_in_every_spelling(String mode) {
        Violation violation = only(with("mode", mode));
        assertThat(violation)
                .isEqualTo(new Violation("callback_url", Optional.empty(), "must be set.", source("callback")));
        assertThat(valid(kitten().option("mode", mode)
                                .option("callback_url", "https://example.com/hook")
                                .build())
                        .get(SampleRequests.MODE))
                .contains("callback");
    }

    @Test
    void an_unknown_model_adds_violations_common_to_all_models() {
        List<Violation> violations = violations(TextToVideoRequest.builder()
                .model("minus")
                .prompt("")
                .resolution(Resolution.P480)
                .build());
        assertThat(violations).extracting(Violation::field).containsExactly("model", "prompt");
        assertThat(violations.get(0).rejectedValue()).contains("minus");
        assertThat(violations.get(0).message()).isEqualTo("is not offered by acme for text-to-video. Offered: plus.");
    }

    @Test
    void an_unknown_model_hides_violations_of_some_models() {
        ModelSpec strict = SampleRequests.plus();
        ModelSpec lenient = withPromptAlone(strict);
        TextToVideoRequest order = TextToVideoRequest.builder()
                .model("minus")
                .prompt("")
                .option("watermark", "perhaps")
                .build();
        assertThat(invalidFields(order, strict, lenient)).containsExactly("model", "prompt", "watermark");
        TextToVideoRequest legalForOne = TextToVideoRequest.builder()
                .model("minus")
                .prompt("a heron")
                .seed(1L)
                .build();
        assertThat(invalidFields(legalForOne, strict, lenient)).containsExactly("model");
    }

    @Test
    void an_unknown_model_hides_violations_of_the_first_model() {
        ModelSpec lenient = SampleRequests.plus();
        ModelSpec strict = withPromptAlone(lenient);
        TextToVideoRequest order = TextToVideoRequest.builder()
                .model("minus")
                .prompt("a heron")
                .seed(1L)
                .option("watermark", "perhaps")
                .build();
        assertThat(invalidFields(order, strict, lenient)).containsExactly("model", "watermark");
    }

    @Test
    void a_field_may_be_required_by_a_portable_field() {
        ModelSpec plus = SampleRequests.plus();
        ModelSpec model = ModelSpec.builder()
                .from(plus)
                .fields(List.of(
                        plus.field(Field.PROMPT).orElseThrow(),
                        plus.field(Field.RESOLUTION).orElseThrow(),
                        FieldSpec.optional(Field.SEED, SampleRequests.anchor("seed"))
                                .requiredWhen(Field.RESOLUTION, Resolution.P1080)))
                .build();
        assertThat(invalidFields(kitten().resolution(Resolution.P1080).build(), model))
                .containsExactly("seed");
        assertThat(invalidFields(kitten().resolution(Resolution.P480).build(), model))
                .isEmpty();
    }

    @Test
    void a_priced_only_model_is_rejected_with_its_note() {
        Violation violation = only(kitten().model("ultra").build());
        assertThat(violation.message()).isEqualTo("cannot be ordered: it is on the price list only. Offered: plus.");
    }

    @Test
    void without_a_recommended_model_one_must_be_set() {
        ModelSpec plain = ModelSpec.builder()
                .from(SampleRequests.plus())
                .recommended(false)
                .build();
        RequestResolver resolver = new RequestResolver(SampleRequests.ACME, List.of(plain));
        assertThat(resolver.resolve(SampleRequests.text("x")).getError())
                .extracting(Violation::message)
                .containsExactly("must be set, because none is recommended by acme for text-to-video. Offered: plus.");
        assertThat(resolver.resolve(kitten().model("plus").build()).isValid()).isTrue();
    }

    @Test
    void an_operation_without_models_offers_none() {
        assertThat(only(SampleRequests.picture().build()).message())
                .endsWith("by acme for image-to-video. Offered: none.");
    }

    @Test
    void an_undocumented_value_has_an_unknown_price() {
        ResolvedRequest order = valid(kitten().allowUndocumentedValues(true)
                .resolution(Resolution.P720)
                .seed(3000000000L)
                .build());
        assertThat(order.get(Field.RESOLUTION)).contains(Resolution.P720);
        assertThat(order.get(Field.SEED)).contains(3000000000L);
        assertThat(order.model().prices()).isEmpty();
        assertThat(order.model().id()).isEqualTo("plus");
    }

    @Test
    void unused_permission_for_undocumented_values_keeps_the_price() {
        assertThat(valid(kitten().allowUndocumentedValues(true).build()).model().prices())
                .isNotEmpty();
    }

    @Test
    void undocumented_values_keep_required_fields_and_url_checks() {
        assertThat(violations(TextToVideoRequest.builder()
                        .allowUndocumentedValues(true)
                        .prompt(" ")
                        .option("steps", "many")
                        .option("what", "ever")
                        .build()))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("prompt", "steps", "what");
        assertThat(only(SampleRequests.motion()
                                .allowUndocumentedValues(true)
                                .image("http://10.0.0.1/a.png")
                                .build())
                        .field())
                .isEqualTo("image");
    }

    @Test
    void an_undocumented_model_has_the_recommended_models_fields() {
        ResolvedRequest order =
                valid(kitten().allowUndocumentedValues(true).model("plus-2").build());
        assertThat(order.model().id()).isEqualTo("plus-2");
        assertThat(order.model().prices()).isEmpty();
        assertThat(order.model().availability()).isEqualTo(ModelSpec.Availability.INFERRED);
        assertThat(order.model().note())
                .contains("No document lists this model. The order uses the fields of plus; its price is unknown.");
        assertThat(order.get(Field.RESOLUTION)).contains(Resolution.P480);
    }

    @Test
    void a_long_value_is_shortened_to_one_line() {
        assertThat(only(with("mode", "月😀\n".repeat(50))).rejectedValue()).contains("月😀 ".repeat(20) + "...");
        assertThat(only(with("mode", "月".repeat(60))).rejectedValue()).contains("月".repeat(60));
    }

    @Test
    @Tag("fault-118")
    void violations_hide_prompts_and_show_only_the_host_of_urls() {
        Violation violation = only(SampleRequests.text("月😀\n".repeat(50)));
        assertThat(violation.message()).isEqualTo("has 150 characters; at most 20 are allowed.");
        assertThat(violation.rejectedValue()).contains("***");
        assertThat(only(SampleRequests.motion()
                                .image("https://localhost/me.png?token=sesame")
                                .build())
                        .rejectedValue())
                .contains("https://localhost/***");
        assertThat(only(SampleRequests.motion()
                                .image("https://me:sesame@example.com/")
                                .build())
                        .rejectedValue())
                .contains("***");
    }

    @Test
    void the_length_limit_counts_code_points() {
        assertThat(resolve(SampleRequests.text("😀".repeat(20))).isValid()).isTrue();
        assertThat(resolve(SampleRequests.text("月".repeat(20))).isValid()).isTrue();
        assertThat(only(SampleRequests.text("😀".repeat(21))).message()).startsWith("has 21 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quotes\" {b} 100%", "\\u0041", "月光下的小猫", "a\nb\tc"})
    void a_prompt_is_kept_unchanged(String prompt) {
        assertThat(valid(SampleRequests.text(prompt)).get(Field.PROMPT)).contains(prompt);
    }
}
