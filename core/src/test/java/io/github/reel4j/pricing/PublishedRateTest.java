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
import java.util.List;
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
        return estimate(values, rate(1, 20));
    }

    private static Estimate estimate(Map<Field<?>, Object> values, PriceRow... rows) {
        ModelSpec model = ModelSpec.builder()
                .operation(Operation.SPEECH_TO_VIDEO)
                .id("s2v")
                .source(SampleRequests.anchor("s2v"))
                .prices(List.of(rows))
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

    @ParameterizedTest
    @CsvSource({
        "0.1, 5, 2.50 CNY",
        "5, 5, 2.50 CNY",
        "5.001, 10, 5.00 CNY",
        "10, 10, 5.00 CNY",
        "14.999, 15, 7.50 CNY",
        "15.001, 20, 10.00 CNY",
        "60, 20, 10.00 CNY"
    })
    void a_length_is_rounded_up_to_the_documented_step(String seconds, String billed, String money) {
        PriceRow.PublishedRate row = rate(5, 20).roundUpTo(Duration.ofSeconds(5));
        Duration length = Field.AUDIO_LENGTH.parse(seconds);
        assertThat(row.billable(length)).isEqualTo(Field.AUDIO_LENGTH.parse(billed));
        assertThat(estimate(Map.of(Field.AUDIO_LENGTH, length), row))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).isEqualTo(Money.parse(money)));
    }

    @Test
    void without_a_step_a_length_is_exact() {
        assertThat(rate(1, 20).roundUpTo()).isEmpty();
        assertThat(rate(1, 20).billable(Duration.ofMillis(1_001))).isEqualTo(Duration.ofMillis(1_001));
    }

    @Test
    void a_step_that_does_not_fit_the_row_is_rejected() {
        for (Duration step : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(3))) {
            assertThatThrownBy(() -> rate(1, 20).roundUpTo(step)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> rate(5, 21).roundUpTo(Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(unbounded(7).roundUpTo(Duration.ofSeconds(7)).roundUpTo()).contains(Duration.ofSeconds(7));
    }

    private static PriceRow.PublishedRate unbounded(int min) {
        PriceRow.PublishedRate row = rate(min, 20);
        return new PriceRow.PublishedRate(
                row.resolution(),
                row.perSecond(),
                row.length(),
                row.min(),
                PriceRow.PublishedRate.NO_MAX,
                row.basis(),
                row.source());
    }

    @Test
    void an_unknown_length_without_a_maximum_has_a_lower_bound() {
        Money min = Money.parse("1.00 CNY");
        assertThat(estimate(Map.of(), unbounded(2))).isInstanceOfSatisfying(Estimate.AtLeast.class, atLeast -> {
            assertThat(atLeast.min()).isEqualTo(min);
            assertThat(atLeast.describe()).startsWith("at least 1.00 CNY").contains("audio_seconds is not set");
        });
        assertThat(estimate(Map.of(Field.AUDIO_LENGTH, Duration.ofHours(1)), unbounded(2)))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).isEqualTo(Money.parse("1800 CNY")));
        assertThat(estimate(Map.of(), rate(4, 20), unbounded(2)))
                .isInstanceOfSatisfying(
                        Estimate.AtLeast.class,
                        atLeast -> assertThat(atLeast.min()).isEqualTo(min));
    }
}
