package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Field.PROMPT, "", ""),
                Arguments.of(Field.PROMPT, " \"Ünï\" {%} 月光\n😀 ", " \"Ünï\" {%} 月光\n😀 "),
                Arguments.of(Field.RESOLUTION, Resolution.P720, "720p"),
                Arguments.of(Field.RESOLUTION, Resolution.of("832x480"), "832*480"),
                Arguments.of(Field.SEED, 0L, "0"),
                Arguments.of(Field.SEED, 2147483647L, "2147483647"),
                Arguments.of(Field.SEED, Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(Field.DURATION, Duration.ZERO, "0"),
                Arguments.of(Field.DURATION, Duration.ofSeconds(5), "5"),
                Arguments.of(Field.DURATION, Duration.ofSeconds(100), "100"),
                Arguments.of(Field.DURATION, Duration.ofMillis(7250), "7.25"),
                Arguments.of(Field.DURATION, Duration.ofMillis(-1500), "-1.5"),
                Arguments.of(Field.DURATION, Duration.ofNanos(1), "0.000000001"),
                Arguments.of(Field.DURATION, Duration.ofSeconds(Long.MAX_VALUE), "9223372036854775807"),
                Arguments.of(Field.decimal("shift"), new BigDecimal("0.10"), "0.10"),
                Arguments.of(Field.decimal("shift"), new BigDecimal("12"), "12"),
                Arguments.of(Field.flag("watermark"), true, "true"),
                Arguments.of(Field.flag("watermark"), false, "false"));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void a_formatted_value_is_parsed_to_the_same_value(Field<T> field, T value, String text) {
        assertThat(field.format(value)).isEqualTo(text);
        assertThat(field.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "five", "5s", "1e400", "1e2147483647", "1e-2147483647", "0.0000000001", "1e30", "NaN"})
    void an_invalid_number_of_seconds_is_rejected(String text) {
        assertThatThrownBy(() -> Field.DURATION.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,5", "1e999999999", "1e-999999999", "0x10", "Infinity", " 1"})
    void a_number_of_extreme_magnitude_is_rejected(String text) {
        assertThatThrownBy(() -> Field.decimal("shift").parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1", "true "})
    void a_flag_is_only_true_or_false(String text) {
        assertThatThrownBy(() -> Field.flag("watermark").parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0", "9223372036854775808", "1e3", " 7"})
    void an_invalid_whole_number_is_rejected(String text) {
        assertThatThrownBy(() -> Field.SEED.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fields_are_equal_by_name_and_type() {
        assertThat(Field.text("mode")).isEqualTo(Field.text("mode")).hasSameHashCodeAs(Field.text("mode"));
        assertThat(Field.text("mode")).isNotEqualTo(Field.integer("mode")).isNotEqualTo(Field.text("mood"));
        assertThat(Field.text("mode")).hasToString("mode");
    }
}
