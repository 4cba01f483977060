package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

    private static final AllowedValues<Long> SEEDS =
            new AllowedValues.Between<>(BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2147483646, 2147483647})
    void bounds_are_inclusive(long seed) {
        assertThat(SEEDS.violation(seed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2147483648L, 3000000000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void a_number_out_of_range_is_rejected_with_the_range(long seed) {
        assertThat(SEEDS.violation(seed)).contains("must be 0 to 2147483647.");
    }

    @Test
    void decimals_are_compared_by_value_not_by_scale() {
        AllowedValues<BigDecimal> shifts = new AllowedValues.Between<>(new BigDecimal("0.5"), new BigDecimal("2.50"));
        assertThat(shifts.violation(new BigDecimal("0.500"))).isEmpty();
        assertThat(shifts.violation(new BigDecimal("2.5"))).isEmpty();
        assertThat(shifts.violation(new BigDecimal("2.5000001"))).contains("must be 0.5 to 2.50.");
        assertThat(shifts.violation(new BigDecimal("0.4999999"))).isPresent();
    }

    @Test
    void length_counts_code_points() {
        AllowedValues<String> three = new AllowedValues.Length(true, 3);
        assertThat(three.violation("abc")).isEmpty();
        assertThat(three.violation("月光下")).isEmpty();
        assertThat(three.violation("😀😀😀")).isEmpty();
        assertThat(three.violation("😀😀😀😀")).contains("has 4 characters; at most 3 are allowed.");
        assertThat(three.violation("abcd")).contains("has 4 characters; at most 3 are allowed.");
        assertThat(three.allowedValues()).isEqualTo("not empty, up to 3 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
    void a_blank_text_counts_as_empty(String blank) {
        assertThat(new AllowedValues.Length(true, 3).violation(blank)).contains("must not be empty.");
        assertThat(new AllowedValues.Length(false, 3).violation(blank)).isEmpty();
    }

    @Test
    void a_text_without_bounds_allows_any_text() {
        assertThat(new AllowedValues.Length(false, Integer.MAX_VALUE).allowedValues())
                .isEqualTo("any text");
        assertThat(new AllowedValues.Length(true, Integer.MAX_VALUE).allowedValues())
                .isEqualTo("not empty");
        assertThat(new AllowedValues.Length(false, 5).allowedValues()).isEqualTo("up to 5 characters");
    }

    @Test
    void a_list_allows_its_values_and_names_its_model() {
        AllowedValues<Resolution> list = new AllowedValues.OneOf<>(
                "plus",
                List.of(
                        new OfferedValue<>(Resolution.P480, "832*480"),
                        new OfferedValue<>(Resolution.P1080, "1920*1080")));
        assertThat(list.violation(Resolution.P480)).isEmpty();
        assertThat(list.violation(Resolution.P720)).contains("is not offered by plus. Offered: 480p, 1080p.");
    }

    @Test
    void offered_durations_are_shown_in_seconds() {
        AllowedValues<Duration> list =
                new AllowedValues.OneOf<>("flash", List.of(new OfferedValue<>(Duration.ofSeconds(5), "5")));
        assertThat(list.violation(Duration.ofSeconds(6))).contains("is not offered by flash. Offered: 5 s.");
    }

    @Test
    void any_allows_everything() {
        assertThat(new AllowedValues.Any<String>().violation("")).isEmpty();
        assertThat(new AllowedValues.Any<String>().allowedValues()).isEqualTo("any");
    }

    @Test
    void every_constraint_except_url_is_overridable() {
        assertThat(SEEDS.overridable()).isTrue();
        assertThat(new AllowedValues.Url(true, List.of()).overridable()).isFalse();
        assertThat(new AllowedValues.Url(true, List.of("jpg", "png")).allowedValues())
                .isEqualTo("public http or https URL of jpg, png");
    }
}
