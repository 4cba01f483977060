package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    private final Redaction redaction = new Redaction(() -> List.of("key", "key-4711/x", "", " "));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain text stays|plain text stays",
                "bad key-4711/x, key-4711/x!|bad ***, ***!",
                "in a query: key-4711%2Fx|in a query: ***",
                "`a\r\nb\tc`|a b c",
                "`\u001B[31mred\u001B[0m`|red",
                "`\u009B31mred`|red",
                "`\u001B]0;title\u0007text`|text",
                "`\u001B]8;;http://x\u001B\\link`|link",
                "`\u001B]0;open ended`|``",
                "`ke\u001B[1my-4711/x`|***",
                "`ke\u0000y-47\u200B11/x`|***",
                "`\u202Eevil\uFEFF`|evil",
                "`nul\u0000 bell\u0007 del\u007F c1\u0085`|nul bell del c1",
                "猫 is kept 😀|猫 is kept 😀"
            })
    @Tag("fault-55")
    void a_text_is_made_fit_to_be_shown(String text, String shown) {
        assertThat(redaction.clean(text)).isEqualTo(shown);
    }

    @Test
    @Tag("fault-55")
    void the_length_is_512_code_points_at_most_and_no_character_is_halved() {
        assertThat(redaction.clean("😀".repeat(512))).isEqualTo("😀".repeat(512));
        assertThat(redaction.clean("😀".repeat(513))).isEqualTo("😀".repeat(511) + "…");
    }

    @Test
    @Tag("fault-55")
    void a_secret_across_the_cut_does_not_show_its_beginning() {
        assertThat(redaction.clean("x".repeat(508) + "key-4711/x")).isEqualTo("x".repeat(508) + "***");
    }

    @Test
    @Tag("fault-116")
    void a_rotated_secret_is_masked_at_once() {
        AtomicReference<String> key = new AtomicReference<>("old");
        Redaction rotating = new Redaction(() -> List.of(key.get()));
        key.set("new");
        assertThat(rotating.clean("a new one")).isEqualTo("a *** one");
    }
}
