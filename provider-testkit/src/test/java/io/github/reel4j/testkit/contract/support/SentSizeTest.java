package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.AspectRatio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentSizeTest {

    @ParameterizedTest
    @CsvSource({
        "16:9, 1280*720, false",
        "16:9, 832*480, false",
        "9:16, 480x832, false",
        "1:1, 960*960, false",
        "16:9, 720*1280, true",
        "9:16, 1280x720, true",
        "1:1, 1280*720, true",
        "4:3, 1280*720, true",
        "16:9, a 720x1280 video, false",
        "auto, 1280*720, false",
    })
    void a_size_of_another_ratio_contradicts(String ratio, String text, boolean contradicts) {
        assertThat(SentSize.contradicts(AspectRatio.of(ratio), text)).isEqualTo(contradicts);
    }
}
