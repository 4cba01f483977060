package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.reel4j.VideoClient;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "invoice-service/2.1", "A_b!#$%&'*+.^`|~/0"})
    void an_application_name_has_the_characters_of_a_product(String name) {
        assertThat(new NetworkOptions(Optional.empty(), Optional.empty(), Optional.of(name)).applicationName())
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\r\nX-Key: b", "a\tb", "(comment)", "caf\u00e9", "a\u0000", "a:b"})
    void another_application_name_is_invalid(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoClient.builder().applicationName(name))
                .withMessageContaining("RFC 9110, section 10.1.5");
    }

    @Test
    void an_application_name_has_at_most_100_characters() {
        assertThat(VideoClient.builder().applicationName("a".repeat(100))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoClient.builder().applicationName("a".repeat(101)));
    }
}
