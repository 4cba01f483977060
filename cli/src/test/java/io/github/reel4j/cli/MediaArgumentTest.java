package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how a URL is distinguished from the path of a file. */
class MediaArgumentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/cat.png",
                "HTTP://example.com/cat.png",
                "file:///home/me/cat.png",
                "data:image/png;base64,AAAA",
                "ftp://example.com/cat.png",
                "a1:b.png",
                ""
            })
    void a_text_with_a_scheme_is_a_url(String text) {
        assertThat(new MediaArgument(text).isFile()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat.png",
                "./cat.png",
                "/tmp/cat.png",
                "~/cat.png",
                "C:\\cat.png",
                "./a1:b.png",
                "my cat.png",
                "//example.com/cat.png"
            })
    void everything_else_is_a_file(String text) {
        assertThat(new MediaArgument(text).isFile()).isTrue();
    }
}
