package io.github.reel4j.provider.feign.text;

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
    void a_text_is_redacted(String text, String shown) {
        assertThat(redaction.redact(text)).isEqualTo(shown);
    }

    /** Escaped as in a JSON string; some writers also escape slashes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"error\":\"bad a\\/b\\\\c+d==\"}|{\"error\":\"bad ***\"}", "a/b\\\\c+d==|***", "a\\/b\\\\c+|***"
            })
    @Tag("fault-55")
    void a_secret_is_masked_in_json_too(String text, String shown) {
        assertThat(new Redaction(() -> List.of("a/b\\c+d==")).redact(text)).isEqualTo(shown);
    }

    @Test
    @Tag("fault-55")
    void a_text_has_at_most_512_whole_code_points() {
        assertThat(redaction.redact("😀".repeat(512))).isEqualTo("😀".repeat(512));
        assertThat(redaction.redact("😀".repeat(513))).isEqualTo("😀".repeat(511) + "…");
    }

    @Test
    @Tag("fault-55")
    void a_secret_at_the_length_limit_is_masked() {
        assertThat(redaction.redact("x".repeat(508) + "key-4711/x")).isEqualTo("x".repeat(508) + "***");
    }

    /** A vendor may truncate the secret before it is masked here. */
    @ParameterizedTest
    @CsvSource({"for sesame-4711/, for ***", "for sesa, for ***", "for ses, for ses", "sesa for me, sesa for me"})
    @Tag("fault-55")
    void a_truncated_secret_at_the_end_is_masked(String text, String shown) {
        assertThat(new Redaction(() -> List.of("sesame-4711/x")).redact(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cannot fetch https://a.example/x.png?t=1, sorry|cannot fetch https://a.example/*** sorry",
                "{\"url\":\"https://a.example:8443/x\"}|{\"url\":\"https://a.example:8443/***\"}",
                "{\"url\":\"https:\\/\\/a.example\\/x\"}|{\"url\":\"https:\\/\\/a.example/***\"}",
                "http://me:pw@a.example/x|http://a.example/***",
                "see https://a.example/ or https://b.example|see https://a.example/ or https://b.example",
                "{\"orig_prompt\": \"a \\\"kitten\\\"\", \"n\": 1}|{\"orig_prompt\": \"***\", \"n\": 1}",
                "{\"prompt_extend\":true}|{\"prompt_extend\":true}",
                "{\"Prompt\":\"cut off in the mid|{\"Prompt\":\"***\""
            })
    @Tag("fault-118")
    void contents_of_the_order_are_masked_except_hosts(String text, String shown) {
        assertThat(redaction.redact(text)).isEqualTo(shown);
    }

    @Test
    @Tag("fault-158")
    void parts_of_a_secret_are_masked() {
        assertThat(new Redaction(() -> List.of("sesame-4711/x")).redact("{\"a\":\"sesame\",\"b\":\"-4711/x\"}"))
                .isEqualTo("{\"a\":\"***\",\"b\":\"-***\"}");
    }

    @Test
    @Tag("fault-159")
    void contents_are_masked_before_the_text_is_shortened() {
        String prompt = "A kitten and a red ball of wool in the garden. ".repeat(40);
        Redaction about = redaction.withContents(List.of(prompt, "https://a.example/private/picture.png"));
        assertThat(about.redact("Refused: " + prompt.replace(" ", "\r\n") + "Sorry"))
                .isEqualTo("Refused: *** Sorry");
        assertThat(about.redact("{\"e\":\"no \\\"" + prompt.substring(0, 700) + "\\\"\"}"))
                .isEqualTo("{\"e\":\"no \\\"***\\\"\"}");
        assertThat(about.redact("no file /private/picture.png there")).isEqualTo("no file *** there");
    }

    @Test
    @Tag("fault-158")
    void a_text_of_1_MB_takes_no_longer_than_a_short_one() {
        String hostile = "%2525\\\\u005c&amp;amp;QUJD".repeat(50_000);
        assertThat(org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        java.time.Duration.ofSeconds(20), () -> redaction.redact(hostile)))
                .hasSize(512);
    }

    @Test
    @Tag("fault-116")
    void a_rotated_secret_is_masked_immediately() {
        AtomicReference<String> key = new AtomicReference<>("old");
        Redaction rotating = new Redaction(() -> List.of(key.get()));
        key.set("new");
        assertThat(rotating.redact("a new one")).isEqualTo("a *** one");
    }
}
