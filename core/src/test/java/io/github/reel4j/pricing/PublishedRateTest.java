package io.github.reel4j.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ResolvedRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedRateTest {

    private static PriceRow.PublishedRate rate(int min, int max) {
        return new PriceRow.PublishedRate(
                Optional.empty(),
                Money.parse("0.50 CNY"),
                Field.AUDIO_LENGTH,
                Duration.ofSeconds(min),
                Duration.ofSeconds(max),
                "are billed, by the length of the recording",
                SampleRequests.anchor("price"));
    }

    private static Estimate estimate(Map<Field<?>, Object> values) {
        ModelSpec model = ModelSpec.builder()
                .operation(Operation.SPEECH_TO_VIDEO)
                .id("s2v")
                .source(SampleRequests.anchor("s2v"))
                .price(rate(1, 20))
                .build();
        return new TablePricing().estimate(new ResolvedRequest(SampleRequests.ACME, model, values));
    }

    @ParameterizedTest
    @CsvSource({"10.23, 5.115 CNY", "0.5, 0.50 CNY", "1, 0.50 CNY", "20, 10.00 CNY", "60, 10.00 CNY"})
    @Tag("fault-64")
    void a_stated_length_has_an_exact_price(String seconds, String money) {
        assertThat(estimate(Map.of(Field.AUDIO_LENGTH, Field.AUDIO_LENGTH.parse(seconds))))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).isEqualTo(Money.parse(money)));
    }

    @Test
    void an_unknown_length_has_a_range_that_says_what_to_set() {
        assertThat(estimate(Map.of())).isInstanceOfSatisfying(Estimate.Range.class, range -> {
            assertThat(range.min()).isEqualTo(Money.parse("0.50 CNY"));
            assertThat(range.max()).isEqualTo(Money.parse("10 CNY"));
            assertThat(range.basis()).contains("audio_seconds is not set");
        });
    }

    @Test
    void a_row_without_a_range_of_lengths_is_rejected() {
        assertThatThrownBy(() -> rate(0, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rate(20, 20)).isInstanceOf(IllegalArgumentException.class);
    }
}
