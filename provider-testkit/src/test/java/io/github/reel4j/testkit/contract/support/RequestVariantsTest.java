package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.contract.subject.SampleRequests;
import io.github.reel4j.validation.RequestResolver;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the suite's requests are valid, whatever fields a model requires. */
class RequestVariantsTest {

    private static final Field<Long> FRAMES = Field.integer("num_frames");
    private static final ModelSpec DEMANDING = ModelSpec.builder()
            .operation(Operation.IMAGE_TO_VIDEO)
            .id("demanding-1")
            .recommended(true)
            .source(at("demanding-1"))
            .fields(List.of(
                    FieldSpec.required(Field.IMAGE, at("image_url")),
                    FieldSpec.required(Field.PROMPT, at("prompt")).withConstraint(new AllowedValues.Length(true, 800)),
                    FieldSpec.optional(Field.NEGATIVE_PROMPT, at("negative_prompt")),
                    FieldSpec.required(Field.RESOLUTION, at("resolution"))
                            .withConstraint(new AllowedValues.OneOf<>(
                                    "demanding-1",
                                    List.of(
                                            new OfferedValue<>(Resolution.P480, "SD"),
                                            new OfferedValue<>(Resolution.P720, "HD")))),
                    FieldSpec.required(Field.DURATION, at("seconds"))
                            .withConstraint(new AllowedValues.OneOf<>(
                                    "demanding-1", List.of(new OfferedValue<>(Duration.ofSeconds(6), "6")))),
                    FieldSpec.required(FRAMES, at("num_frames"))
                            .withConstraint(
                                    new AllowedValues.Between<>(BigDecimal.valueOf(17), BigDecimal.valueOf(161)))))
            .build();

    private final GenerationRequest sample = SampleRequests.of(Operation.IMAGE_TO_VIDEO);

    @Test
    void required_fields_get_values_from_the_table() {
        GenerationRequest order = RequestVariants.required(sample, DEMANDING);

        assertThat(order.values()).containsKeys(Field.IMAGE, Field.PROMPT, Field.RESOLUTION, Field.DURATION);
        assertThat(order.values()).doesNotContainKey(Field.NEGATIVE_PROMPT);
        assertThat(order.options()).containsOnlyKeys("num_frames");
        assertThat(order.model()).isEmpty();
        assertLegal(order);
    }

    @Test
    void every_variant_for_a_model_with_required_fields_is_valid() {
        assertLegal(RequestVariants.minimal(sample, DEMANDING));
        assertLegal(RequestVariants.maximal(sample, DEMANDING).request());
        assertThat(RequestVariants.sizes(sample, DEMANDING).orElseThrow()).allSatisfy(RequestVariantsTest::assertLegal);
    }

    @Test
    void values_of_the_given_request_are_kept() {
        GenerationRequest given = ImageToVideoRequest.builder()
                .image("https://media.example/heron.png")
                .prompt("the heron takes off")
                .negativePrompt("crows")
                .duration(Duration.ofSeconds(6))
                .seed(7)
                .option("num_frames", "81")
                .build();

        GenerationRequest order = RequestVariants.minimal(given, DEMANDING);

        assertThat(order.values()).containsAllEntriesOf(given.values());
        assertThat(order.options()).isEqualTo(given.options());
    }

    @Test
    void fields_that_a_model_lacks_are_not_set() {
        FieldSpec<Long> digit = FieldSpec.optional(Field.SEED, at("seed"))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ZERO, BigDecimal.TEN));

        RequestVariants.Tagged order = RequestVariants.maximal(sample, offering(Operation.IMAGE_TO_VIDEO, digit));

        assertThat(order.tags()).doesNotContainKeys("seed", "negative_prompt");
        assertThat(order.request().values()).doesNotContainKeys(Field.SEED, Field.NEGATIVE_PROMPT);
    }

    @Test
    void urls_are_tags_as_given() {
        assertThat(RequestVariants.maximal(sample, DEMANDING).tags())
                .containsEntry("image", "https://media.example/character.png");
    }

    @Test
    void prompts_are_replaced_by_tags() {
        RequestVariants.Tagged order = RequestVariants.maximal(
                SampleRequests.of(Operation.SPEECH_TO_VIDEO),
                offering(Operation.SPEECH_TO_VIDEO, FieldSpec.required(Field.PROMPT, at("prompt"))));

        assertThat(order.request().values().get(Field.PROMPT))
                .isEqualTo(order.tags().get("prompt"));
    }

    @Test
    void fields_with_two_values_give_a_pair_of_requests() {
        Field<String> mood = Field.text("mood");
        Field<String> format = Field.text("format");
        ModelSpec model = offering(
                Operation.IMAGE_TO_VIDEO,
                FieldSpec.optional(mood, at("mood")).withConstraint(FieldSpec.oneOfTexts("one", "calm", "wild")),
                FieldSpec.optional(format, at("format")).withConstraint(FieldSpec.oneOfTexts("one", "mp4")));

        assertThat(RequestVariants.furtherFields(sample, model)).containsOnlyKeys("mood");
        assertThat(RequestVariants.furtherFields(sample, model).get("mood"))
                .extracting(order -> order.options().get("mood"))
                .containsExactly("calm", "wild");
    }

    private static ModelSpec offering(Operation operation, FieldSpec<?>... fields) {
        return ModelSpec.builder()
                .operation(operation)
                .id("one")
                .recommended(true)
                .source(at("one"))
                .fields(List.of(fields))
                .build();
    }

    private static void assertLegal(GenerationRequest order) {
        var resolved = new RequestResolver(ProviderId.of("acme"), List.of(DEMANDING)).resolve(order);
        assertThat(resolved.isValid()).as("%s", resolved).isTrue();
    }

    private static DocumentAnchor at(String quote) {
        return new DocumentAnchor("acme-manual", quote);
    }
}
