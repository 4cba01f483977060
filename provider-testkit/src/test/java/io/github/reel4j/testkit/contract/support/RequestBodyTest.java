package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

    private static final String HERONS = "herons: über 猫 😀 & \"co\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "as it is: " + HERONS + ".",
                "a=b&prompt=herons%3A+%C3%BCber+%E7%8C%AB+%F0%9F%98%80+%26+%22co%22",
                "{\"deep\": [1, {\"prompt\": \"herons: \\u00fcber \\u732b \\ud83d\\ude00 & \\\"co\\\"\"}]}",
                "{\"param\": \"{\\\"prompt\\\": \\\"herons: \\\\u00fcber 猫 😀 & \\\\\\\"co\\\\\\\"\\\"}\"}",
            })
    void a_value_is_found_in_every_format(String body) {
        assertThat(RequestBody.contains(body, HERONS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100%", "{\"prompt\": \"heron", "{\"prompt\": \"crows\"}", "{\"param\": \"{half\"}"})
    void an_absent_value_is_not_found(String body) {
        assertThat(RequestBody.contains(body, HERONS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seed\": 73190412}", "{\"param\": \"{\\\"seed\\\": 73190412}\"}", "seed=73190412"})
    void a_number_is_found_by_its_digits(String body) {
        assertThat(RequestBody.contains(body, "73190412")).isTrue();
        assertThat(RequestBody.contains(body, "73190413")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"param\": \"{half of 732: \\u732b\"}", "{\"a\": 1, \"b\": \"{100% \\u732b}\"}"})
    void a_text_that_only_starts_like_json_is_a_text(String body) {
        assertThat(RequestBody.contains(body, "猫")).isTrue();
    }
}
