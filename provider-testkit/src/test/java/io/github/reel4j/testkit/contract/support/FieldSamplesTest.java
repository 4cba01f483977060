package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Resolution;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldSamplesTest {

    private static final String CLIP = "https://example.com/files/clip";

    private static <T> FieldSpec<T> spec(Field<T> field, AllowedValues<T> constraint) {
        return FieldSpec.optional(field, new DocumentAnchor("acme-manual", field.name()))
                .withConstraint(constraint);
    }

    private static <T> FieldSpec<T> anything(Field<T> field) {
        return spec(field, new AllowedValues.Any<>());
    }

    private static FieldSpec<Resolution> sizes() {
        return spec(
                Field.RESOLUTION,
                new AllowedValues.OneOf<>(
                        "acme-1",
                        List.of(
                                new OfferedValue<>(Resolution.P480, "832*480"),
                                new OfferedValue<>(Resolution.P1080, "1080p"))));
    }

    static Stream<FieldSpec<?>> specs() {
        return Stream.of(
                sizes(),
                spec(Field.SEED, new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN)),
                spec(Field.decimal("shift"), new AllowedValues.Between<>(new BigDecimal("0.5"), new BigDecimal("2.5"))),
                spec(Field.PROMPT, new AllowedValues.Length(true, 20)),
                spec(Field.PROMPT, new AllowedValues.Length(false, 20)),
                spec(Field.PROMPT, new AllowedValues.Length(true, Integer.MAX_VALUE)),
                spec(Field.IMAGE, new AllowedValues.Url(true, List.of("jpg", "png"))),
                spec(Field.IMAGE, new AllowedValues.Url(false, List.of())),
                anything(Field.RESOLUTION),
                anything(Field.SEED),
                anything(Field.decimal("shift")),
                anything(Field.DURATION),
                anything(Field.flag("watermark")),
                anything(Field.PROMPT));
    }

    private static <T> boolean takes(FieldSpec<T> spec, String text) {
        try {
            T value = spec.fromWire(text).orElseGet(() -> spec.field().parse(text));
            return spec.constraint().violation(value).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void samples_are_valid_or_invalid_as_stated(FieldSpec<?> spec) {
        assertThat(FieldSamples.validValues(spec)).isNotEmpty().allMatch(text -> takes(spec, text));
        assertThat(FieldSamples.invalidValues(spec)).noneMatch(text -> takes(spec, text));
    }

    @Test
    void choices_are_sampled_in_both_formats() {
        assertThat(FieldSamples.validValues(sizes())).containsExactly("480p", "832*480", "1080p");
        assertThat(FieldSamples.invalidValues(sizes())).containsExactly("77", "?");
    }

    @Test
    void ranges_are_sampled_at_and_beyond_their_ends() {
        FieldSpec<Long> whole = spec(Field.SEED, new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN));
        assertThat(FieldSamples.validValues(whole)).containsExactly("1", "10");
        assertThat(FieldSamples.invalidValues(whole)).containsExactly("0", "11", "7.5", "seven", "");
        FieldSpec<BigDecimal> exact =
                spec(Field.decimal("shift"), new AllowedValues.Between<>(new BigDecimal("0.5"), new BigDecimal("2.5")));
        assertThat(FieldSamples.validValues(exact)).containsExactly("0.5", "2.5");
        assertThat(FieldSamples.invalidValues(exact)).containsExactly("0.499", "2.501", "seven", "1,5", "");
    }

    @Test
    void texts_are_sampled_at_their_maximum_length() {
        FieldSpec<String> prompt = spec(Field.PROMPT, new AllowedValues.Length(true, 3));
        assertThat(FieldSamples.validValues(prompt)).containsExactly("x", "猫猫猫");
        assertThat(FieldSamples.invalidValues(prompt)).containsExactly("", " \n", "猫猫猫猫");
        FieldSpec<String> optional = spec(Field.PROMPT, new AllowedValues.Length(false, 3));
        assertThat(FieldSamples.invalidValues(optional)).containsExactly("猫猫猫猫");
        FieldSpec<String> endless = spec(Field.PROMPT, new AllowedValues.Length(true, Integer.MAX_VALUE));
        assertThat(FieldSamples.validValues(endless)).containsExactly("x", "xy");
        assertThat(FieldSamples.invalidValues(endless)).containsExactly("", " \n");
    }

    @Test
    void urls_are_sampled_with_every_extension() {
        FieldSpec<String> image = spec(Field.IMAGE, new AllowedValues.Url(true, List.of("jpg", "png")));
        assertThat(FieldSamples.validValues(image))
                .containsExactly(CLIP, "http://example.com/files/clip?a=b", CLIP + ".jpg", CLIP + ".png");
        assertThat(FieldSamples.invalidValues(image))
                .contains("", "file:///etc/passwd", "https://user:word@example.com/clip")
                .contains("http://localhost/clip", "http://127.0.0.1/clip", "http://192.168.0.7/clip", CLIP + ".pdf");
        FieldSpec<String> anywhere = spec(Field.IMAGE, new AllowedValues.Url(false, List.of()));
        assertThat(FieldSamples.validValues(anywhere)).hasSize(2);
        assertThat(FieldSamples.invalidValues(anywhere))
                .contains("file:///etc/passwd")
                .doesNotContain("http://localhost/clip", CLIP + ".pdf");
    }

    @Test
    void without_a_constraint_the_type_is_sampled() {
        assertThat(FieldSamples.validValues(anything(Field.SEED))).containsExactly("7", "8");
        assertThat(FieldSamples.validValues(anything(Field.LAST_IMAGE))).hasSize(2);
        assertThat(FieldSamples.invalidValues(anything(Field.SEED))).containsExactly("7.5", "seven", "");
        assertThat(FieldSamples.invalidValues(anything(Field.DURATION))).containsExactly("seven", "1,5", "");
        assertThat(FieldSamples.validValues(anything(Field.flag("watermark")))).containsExactly("true", "false");
        assertThat(FieldSamples.invalidValues(anything(Field.flag("watermark"))))
                .containsExactly("yes", "TRUE", "1", "");
        assertThat(FieldSamples.invalidValues(anything(Field.PROMPT))).isEmpty();
        assertThat(FieldSamples.validValues(anything(Field.PROMPT))).hasSize(2);
    }
}
