package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolutionTest {

    @ParameterizedTest
    @CsvSource({"720p, 720p", "720P, 720p", "' 480p ', 480p", "832x480, 832*480", "832X480, 832*480", "832*480, 832*480"
    })
    void a_resolution_is_parsed_as_users_write_it(String text, String value) {
        assertThat(Resolution.of(text)).hasToString(value).isEqualTo(new Resolution(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p", "720", "0720p", "720i", "1p", "832*", "*480", "832*480*2", "HD", "720p 480p", "-720p"})
    void an_invalid_resolution_is_rejected_with_examples(String text) {
        assertThatThrownBy(() -> Resolution.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "is not a resolution. Use a tier such as 720p, or width and height such as 832*480.");
    }
}
