package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationParserTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.0001S, 1 ms",
        "PT0.05S, 50 ms",
        "PT0.999S, 999 ms",
        "PT1S, 1 s",
        "PT1.5S, 1.5 s",
        "PT2.001S, 2 s",
        "PT9.99S, 10 s",
        "PT59S, 59 s",
        "PT59.6S, 1 min",
        "PT61S, 1 min 1 s",
        "PT10M, 10 min",
        "PT1H1S, 1 h 1 s",
        "PT23H59M54.469S, 23 h 59 min 54 s",
        "PT24H, 1 d",
        "PT49H2M3S, 2 d 1 h 2 min",
        "PT-90S, -1 min 30 s",
        "PT2562047788015215H30M7.9S, 106751991167300 d 15 h 30 min",
    })
    @Tag("fault-166")
    void durations_are_formatted_with_at_most_three_units(Duration span, String written) {
        assertThat(DurationParser.describe(span)).isEqualTo(written);
    }

    @Test
    void smaller_units_are_omitted() {
        assertThat(DurationParser.describe(Duration.ofSeconds(86_399), 1)).isEqualTo("23 h");
    }
}
