package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "3.50", "35e-1", "a heron --scale 3.5 --ratio 16:9"})
    void a_number_is_found_in_any_notation(String found) {
        assertThat(number("3.5").isAt(found)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3,5", "3.499999", "35", "-3.5", "3.5 times", "three"})
    void another_number_is_not_the_value(String found) {
        assertThat(number("3.5").isAt(found)).isFalse();
    }

    @Test
    void a_text_is_found_alone_or_with_other_values() {
        SentValue heron = new SentValue(" a heron ", Optional.empty(), List.of("16:9"));

        assertThat(heron.isAt(" a heron ")).isTrue();
        assertThat(heron.isAt(" a heron --ratio 16:9")).isTrue();
        assertThat(heron.isAt("a heron")).isFalse();
        assertThat(heron.isAt(" a heron , masterpiece")).isFalse();
    }

    @Test
    void a_url_may_be_percent_encoded() {
        SentValue picture = SentValue.of("https://media.example/猫.png?a=%20");

        assertThat(picture.isAt("https://media.example/%E7%8C%AB.png?a=%20")).isTrue();
        assertThat(picture.isAt("https://media.example/猫.png?a=%2520")).isFalse();
    }

    @Test
    void a_value_is_found_anywhere_in_a_body() throws Exception {
        var body = new ObjectMapper().readTree("{\"a\": [{\"b\": \"order 5\"}], \"c\": 7}");

        assertThat(SentValue.of("order 5").isIn(body)).isTrue();
        assertThat(SentValue.of("order 6").isIn(body)).isFalse();
    }

    private static SentValue number(String text) {
        return new SentValue(text, Optional.of(new BigDecimal(text)), List.of("16:9"));
    }
}
