package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseHeadRulesTest {

    @ParameterizedTest
    @CsvSource({"200, true", "599, true", "199, false", "600, false"})
    void only_a_status_from_200_to_599_is_valid(int status, boolean result) {
        assertThat(ResponseHeadRules.violation(status, Map.of()).isEmpty()).isEqualTo(result);
    }

    @Test
    void headers_have_at_most_64_KiB() {
        String first = "x".repeat(40_000 - "a: \r\n".length());
        String second = "x".repeat(25_536 - "bc: \r\n".length());

        assertThat(ResponseHeadRules.violation(200, Map.of("a", List.of(first), "bc", List.of(second))))
                .isEmpty();
        assertThat(ResponseHeadRules.violation(200, Map.of("a", List.of(first), "bc", List.of(second + "x"))))
                .isPresent();
        assertThat(ResponseHeadRules.violation(200, Map.of("a", List.of(first, first))))
                .isPresent();
    }
}
