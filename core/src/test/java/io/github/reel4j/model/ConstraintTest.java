package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

    private static final Constraint<Long> SEEDS =
            new Constraint.Range<>(BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2147483646, 2147483647})
    void bounds_are_included(long seed) {
        assertThat(SEEDS.violation(seed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2147483648L, 3000000000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void a_number_past_a_bound_is_refused_with_the_bounds(long seed) {
        assertThat(SEEDS.violation(seed)).contains("must be 0 to 2147483647.");
    }

    @Test
    void decimals_are_compared_by_value_not_by_spelling() {
        Constraint<BigDecimal> shifts = new Constraint.Range<>(new BigDecimal("0.5"), new BigDecimal("2.50"));
        assertThat(shifts.violation(new BigDecimal("0.500"))).isEmpty();
        assertThat(shifts.violation(new BigDecimal("2.5"))).isEmpty();
        assertThat(shifts.violation(new BigDecimal("2.5000001"))).contains("must be 0.5 to 2.50.");
        assertThat(shifts.violation(new BigDecimal("0.4999999"))).isPresent();
    }

    @Test
    void length_counts_characters_as_people_do_not_as_java_does() {
        Constraint<String> three = new Constraint.Length(true, 3);
        assertThat(three.violation("abc")).isEmpty();
        assertThat(three.violation("月光下")).isEmpty();
        assertThat(three.violation("😀😀😀")).isEmpty();
        assertThat(three.violation("😀😀😀😀")).contains("has 4 characters; at most 3 are allowed.");
        assertThat(three.violation("abcd")).contains("has 4 characters; at most 3 are allowed.");
        assertThat(three.allowedValues()).isEqualTo("not empty, up to 3 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
    void a_text_that_shows_nothing_is_empty(String blank) {
        assertThat(new Constraint.Length(true, 3).violation(blank)).contains("must not be empty.");
        assertThat(new Constraint.Length(false, 3).violation(blank)).isEmpty();
    }

    @Test
    void a_text_without_bounds_is_described_so() {
        assertThat(new Constraint.Length(false, Integer.MAX_VALUE).allowedValues())
                .isEqualTo("any text");
        assertThat(new Constraint.Length(true, Integer.MAX_VALUE).allowedValues())
                .isEqualTo("not empty");
        assertThat(new Constraint.Length(false, 5).allowedValues()).isEqualTo("up to 5 characters");
    }

    @Test
    void a_list_takes_its_values_and_names_its_owner() {
        Constraint<Resolution> list = new Constraint.OneOf<>(
                "plus", List.of(new Choice<>(Resolution.P480, "832*480"), new Choice<>(Resolution.P1080, "1920*1080")));
        assertThat(list.violation(Resolution.P480)).isEmpty();
        assertThat(list.violation(Resolution.P720)).contains("not offered by plus. Offered: 480p, 1080p.");
    }

    @Test
    void offered_lengths_are_shown_in_seconds() {
        Constraint<Duration> list = new Constraint.OneOf<>("flash", List.of(new Choice<>(Duration.ofSeconds(5), "5")));
        assertThat(list.violation(Duration.ofSeconds(6))).contains("not offered by flash. Offered: 5 s.");
    }

    @Test
    void anything_is_anything() {
        assertThat(new Constraint.Any<String>().violation("")).isEmpty();
        assertThat(new Constraint.Any<String>().allowedValues()).isEqualTo("any");
    }

    @Test
    void everything_but_an_address_may_be_gone_beyond_on_purpose() {
        assertThat(SEEDS.overridable()).isTrue();
        assertThat(new Constraint.Url(true, List.of()).overridable()).isFalse();
        assertThat(new Constraint.Url(true, List.of("jpg", "png")).allowedValues())
                .isEqualTo("public http or https address of jpg, png");
    }
}
