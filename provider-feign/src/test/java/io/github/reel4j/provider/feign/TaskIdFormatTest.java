package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdFormatTest {

    private final TaskIdFormat anything = TaskIdFormat.matching("(?s).*");

    @ParameterizedTest
    @ValueSource(strings = {"task_12345678", "19d8e7a6-c652-4a51", "9007199254740993", "eu.1_-"})
    void the_default_accepts_ids_of_vendors_documents(String id) {
        assertThat(TaskIdFormat.DEFAULT.validate(id)).contains(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a/b", "..", "a\r\nX: y", "猫", "{id}", "a?b", "a#b", "a%2Fb"})
    @Tag("fault-54")
    void the_default_rejects_anything_else(String id) {
        assertThat(TaskIdFormat.DEFAULT.validate(id)).isEmpty();
    }

    @Test
    @Tag("fault-42")
    void the_default_allows_128_characters() {
        assertThat(TaskIdFormat.DEFAULT.validate("x".repeat(128))).isPresent();
        assertThat(TaskIdFormat.DEFAULT.validate("x".repeat(129))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu/jobs/7 a", "猫/😀", "a?b#c%2F{d}", "a..b/.c", "/"})
    void a_custom_format_accepts_its_pattern(String id) {
        assertThat(anything.validate(id)).contains(id);
    }

    /**
     * Header injection, terminal escapes, misleading texts, and paths to other resources.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u0000b",
                "\u001b[31m",
                "a\u007fb",
                "a\u0085b",
                "a\u200bb",
                "a\u202eb",
                "a\u2028b",
                "\ud83d",
                "\ue000",
                "",
                "  ",
                ".",
                "..",
                "a/../b",
                "../a",
                "a/.",
                "./a"
            })
    @Tag("fault-54")
    void no_format_accepts_an_unsafe_id(String id) {
        assertThat(anything.validate(id)).isEmpty();
    }

    @Test
    @Tag("fault-42")
    @Tag("fault-54")
    void no_format_accepts_more_than_512_characters() {
        assertThat(anything.validate("x".repeat(512))).isPresent();
        assertThat(anything.validate("x".repeat(513))).isEmpty();
    }
}
