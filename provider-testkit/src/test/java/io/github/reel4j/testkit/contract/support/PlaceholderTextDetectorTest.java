package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTextDetectorTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\u00a0", "?", "...", "-", "TODO", "todo: find it", "TBD", "n/a", "FIXME"})
    void a_text_that_says_nothing_is_a_placeholder(String text) {
        assertThat(PlaceholderTextDetector.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme-manual", "n", "seed", "价格", "5", "per video", "parameters.size"})
    void a_short_text_is_none(String text) {
        assertThat(PlaceholderTextDetector.is(text)).isFalse();
    }
}
