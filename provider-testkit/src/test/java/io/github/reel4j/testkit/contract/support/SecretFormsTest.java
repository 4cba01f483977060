package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTest {

    private static final String KEY = "canary-7f3a9c51e2b8d4";

    private final SecretForms forms = SecretForms.of(List.of(KEY));

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "CANARY-7F3A9C51E2B8D4",
                "4d8b2e15c9a3f7-yranac",
                "Y2FuYXJ5LTdmM2E5YzUxZTJiOGQ0",
                "Basic dXNlcjpjYW5hcnktN2YzYTljNTFlMmI4ZDQ=",
                "63616e6172792d3766336139633531653262386434",
                "cana-ry-7-f3a9-c51e-2b8d4",
                "%63%61nary-7f3a9c51e2b8d4",
                "canary-7f...",
                "...51e2b8d4",
            })
    void every_form_is_found(String form) {
        assertThat(forms.findIn("the key: " + form + ", rejected")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "***", "canary", "the key was rejected", "7f3a", "job-1b8d4c51-9c51-4e2b"})
    void other_texts_are_not_found(String text) {
        assertThat(forms.findIn(text)).isEmpty();
    }

    @Test
    void each_text_contains_a_form() {
        assertThat(forms.texts())
                .hasSizeGreaterThan(8)
                .allSatisfy(text -> assertThat(forms.findIn(text)).as(text).isPresent());
    }

    @Test
    void words_are_no_parts() {
        assertThat(SecretForms.of(List.of("callbacks-canary-b21f0e77")).findIn("callbacks are polled"))
                .isEmpty();
    }

    @Test
    void blank_secrets_are_ignored() {
        assertThat(SecretForms.of(List.of("", " ")).texts()).isEmpty();
    }
}
