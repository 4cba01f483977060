package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that generated values are valid, and that no two fields share one. */
class OrderValuesTest {

    private static final DocumentAnchor SOURCE = new DocumentAnchor("manual", "fields");
    private static final FieldSpec<String> PROMPT =
            FieldSpec.optional(Field.PROMPT, SOURCE).withConstraint(new AllowedValues.Length(true, 40));
    private static final FieldSpec<String> NEGATIVE = FieldSpec.optional(Field.NEGATIVE_PROMPT, SOURCE);
    private static final FieldSpec<String> IMAGE =
            FieldSpec.required(Field.IMAGE, SOURCE).withConstraint(new AllowedValues.Url(true, List.of("png")));
    private static final FieldSpec<String> LAST = FieldSpec.optional(Field.LAST_IMAGE, SOURCE);
    private static final FieldSpec<Long> SEED = FieldSpec.optional(Field.SEED, SOURCE);
    private static final FieldSpec<Long> STEPS = FieldSpec.optional(Field.INFERENCE_STEPS, SOURCE)
            .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN));
    private static final FieldSpec<Boolean> LOOP = FieldSpec.optional(Field.flag("loop"), SOURCE);
    private static final ModelSpec MODEL = ModelSpec.builder()
            .operation(Operation.IMAGE_TO_VIDEO)
            .id("one")
            .source(SOURCE)
            .fields(List.of(PROMPT, NEGATIVE, IMAGE, LAST, SEED, STEPS, LOOP))
            .build();

    @Test
    void each_exact_field_has_a_value_of_its_own() {
        assertThat(MODEL.fields().stream()
                        .filter(spec -> OrderValues.kind(spec) == OrderValues.ValueKind.EXACT)
                        .map(spec -> OrderValues.distinctive(MODEL, spec).get(0)))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void odd_seeds_are_those_that_a_cast_damages() {
        assertThat(OrderValues.odd(SEED)).contains(0L, -1L, 2_147_483_648L, 9_007_199_254_740_993L, Long.MIN_VALUE);
        assertThat(OrderValues.odd(STEPS)).contains(1L, 2L, 9L, 10L).doesNotContain(0L, -1L);
    }

    @Test
    void odd_texts_fit_the_constraint() {
        assertThat(OrderValues.odd(PROMPT))
                .contains("null", "a")
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
        assertThat(OrderValues.odd(PROMPT))
                .anySatisfy(text -> assertThat(text.toString()
                                .codePointCount(0, text.toString().length()))
                        .isEqualTo(40));
        assertThat(OrderValues.odd(NEGATIVE)).hasSizeGreaterThan(15);
    }

    @Test
    void odd_urls_fit_the_constraint() {
        assertThat(OrderValues.odd(IMAGE))
                .hasSizeGreaterThan(5)
                .allSatisfy(url ->
                        assertThat(IMAGE.constraint().violation(url.toString())).isEmpty());
    }

    @Test
    void both_values_of_a_flag_are_choices() {
        assertThat(OrderValues.choices(LOOP)).containsExactly(true, false);
        assertThat(OrderValues.kind(LOOP)).isEqualTo(OrderValues.ValueKind.CHOICE);
        assertThat(OrderValues.ends(SEED)).isEmpty();
        assertThat(OrderValues.ends(STEPS)).containsExactly(1L, 10L);
    }
}
