package io.github.reel4j.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    private static final String KEY = "sk-Canary/4711+x==";
    private static final String PROMPT = "A red fox jumps over\nthe lazy dog";
    private static final String PICTURE = "https://cdn.example.com/pics/private-4711.png?sig=abcdef";

    private static String masked(String text, String... contents) {
        return SecretMask.of(List.of(KEY), List.of(contents)).apply(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bad key sk-Canary/4711+x==, sorry|bad key ***, sorry",
                "sk-Canary\\u002f4711\\u002bx\\u003d\\u003d!|***!",
                "sk-Canary%2f4711%2Bx%3D%3d!|***!",
                "sk-Canary%252f4711!|***!",
                "sk-Canary\\\\u002f4711\\u0026amp;#61;!|***\\u0026amp;#61;!",
                "sk-Canary&#47;4711&#x2B;x&equals;&equals;!|***!",
                "k=Basic dXNlcjpzay1DYW5hcnkvNDcxMSt4PT0=!|k=Basic dXNlcj***=!",
                "736B2D43616E6172792F343731312B78!|***!",
                "x+1174/yranaC-ks!|***!",
                "sk-Canary and then /4711+x==|*** and then /***==",
                "the end is cut off at sk-Ca|the end is cut off at ***"
            })
    @Tag("fault-158")
    void a_key_is_masked_in_every_encoding(String text, String shown) {
        assertThat(masked(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A red fox jumps over the lazy dog",
                "a  RED fox jumps\r\n over the lazy dog",
                "A red fox jumps over\\nthe lazy dog",
                "A+red+fox+jumps+over%0Athe+lazy+dog",
                "A red fox jumps over t",
                "ps over the lazy dog"
            })
    @Tag("fault-159")
    void a_prompt_is_masked_in_parts_and_across_lines(String quoted) {
        assertThat(masked("no \"" + quoted + "\" now", PROMPT)).isEqualTo("no \"***\" now");
    }

    @Test
    @Tag("fault-159")
    void east_asian_prompts_are_masked_in_shorter_parts() {
        assertThat(masked(
                        "\u4E0D\u53EF: \u732B\u304C\u5BB6\u3067\u8D70\u308B!", "\u732B\u304C\u5BB6\u3067\u8D70\u308B"))
                .isEqualTo("\u4E0D\u53EF: ***!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "cannot fetch https%3A%2F%2Fcdn.example.com%2Fpics%2Fprivate-4711.png%3Fsig%3Dabcdef"
                        + "|cannot fetch https%3A%2F%2Fcdn.example.com***",
                "no file /pics/private-4711.png|no file ***",
                "see https:\\u002f\\u002fother.example\\u002fx\\u003ftok=1 now"
                        + "|see https:\\u002f\\u002fother.example\\u002f*** now",
                "{\\\"prompt\\\":\\\"hello you\\\"}|{\\\"prompt\\\":\\\"***\\\"}"
            })
    @Tag("fault-159")
    void the_host_of_a_url_is_not_masked(String text, String shown) {
        assertThat(masked(text, PICTURE)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a|a task may be a task: \"a\"|a task may be a task: ***",
                "reel|the reel is unreeled|the *** is unreeled",
                "!?|what!? \"!?\"|what!? ***",
                "resolution|bad Resolution 720p|bad *** 720p"
            })
    @Tag("fault-160")
    void short_prompts_are_masked_as_words_or_in_quotes(String prompt, String text, String shown) {
        assertThat(masked(text, prompt)).isEqualTo(shown);
    }

    @Test
    void common_words_of_a_prompt_are_not_masked() {
        String said = "Unsupported resolution 720p. The lazy request of a dog is over the limit.";
        assertThat(masked(said, PROMPT)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "task-sk-Canary/4711+x==, true",
        "task-sk-canary-4711-x, true",
        "c2stQ2FuYXJ5LzQ3MTEreD09, true",
        "736b2d43616e6172792f343731312b783d3d, true",
        "sk-Canary, false",
        "19d8e7a6-4711-4f1c, false"
    })
    @Tag("fault-161")
    void contains_finds_only_complete_keys(String text, boolean shows) {
        assertThat(SecretMask.contains(text, KEY)).isEqualTo(shows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%25", "\\\\", "&amp;amp;", "QUJD", "4142", "sk-Canary/4711", "word ", "=3D", "\\u005c", "http:/"
            })
    @Tag("fault-158")
    void masking_takes_linear_time(String piece) {
        String text = piece.repeat(40_000 / piece.length());
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> masked(text, PROMPT, PICTURE));
    }
}
