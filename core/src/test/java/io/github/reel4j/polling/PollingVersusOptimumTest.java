package io.github.reel4j.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.reel4j.polling.simulation.CompletionTimes;
import io.github.reel4j.polling.simulation.Days;
import io.github.reel4j.polling.simulation.Distributions;
import io.github.reel4j.polling.simulation.FixedInterval;
import io.github.reel4j.polling.simulation.Learning;
import io.github.reel4j.polling.simulation.Optimum;
import io.github.reel4j.polling.simulation.Score;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares policies with the optimum in virtual time, from fixed seeds, so the results are equal on every machine. */
@Tag("long")
class PollingVersusOptimumTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    static Stream<CompletionTimes> distributions() {
        return Distributions.all().stream();
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void the_delay_is_near_the_optimum_after_200_tasks(CompletionTimes times) {
        Learning learning = new Learning(task -> times, INTERVAL, 3, 400, 20);
        Score after = learning.between(200, 400);

        assertThat(after.toOptimum(new Optimum(times))).as("to the optimum").isBetween(0.98, 1.10);
        assertThat(after.toFixed(times)).as("to a fixed interval, once learned").isLessThanOrEqualTo(1.03);
        assertThat(learning.between(0, 1).toFixed(times))
                .as("to a fixed interval, of the first task")
                .isLessThanOrEqualTo(1.03);
        assertThat(learning.between(0, 200).toFixed(times))
                .as("to a fixed interval, while it learns")
                .isLessThanOrEqualTo(1.03);
    }

    /** With an exponential distribution there is nothing to learn, and a fixed interval is optimal. */
    @Test
    void unpredictable_times_cost_no_more_than_a_fixed_interval() {
        CompletionTimes times = Distributions.exponential();
        Learning learning = new Learning(task -> times, INTERVAL, 20, 60, 5);

        assertThat(learning.between(0, 60).toFixed(times)).isLessThanOrEqualTo(1.03);
    }

    @Test
    void polls_are_about_as_many_as_with_the_fixed_interval() {
        CompletionTimes times = Distributions.lognormal(0.3);
        Score fixed = FixedInterval.score(times, 5);

        assertThat(new Learning(task -> times, INTERVAL, 3, 400, 20)
                        .between(200, 400)
                        .polls())
                .isCloseTo(fixed.polls(), within(0.05 * fixed.polls()));
    }

    @Test
    void the_delay_is_at_most_0_55_times_that_of_a_fixed_interval() {
        CompletionTimes times = Distributions.lognormal(0.3);

        assertThat(new Learning(task -> times, INTERVAL, 3, 400, 20)
                        .between(200, 400)
                        .toFixed(times))
                .isLessThanOrEqualTo(0.55);
    }

    @Test
    void drifting_times_are_followed() {
        List<CompletionTimes> day = Days.drifting();
        Learning learning = new Learning(task -> day.get(task / 100 % 24), INTERVAL, 1, 2600, 50);
        Score after = learning.between(200, 2600);

        assertThat(after.toOptimum(new Optimum(Days.pooled(day))))
                .as("to the optimum without knowing the hour")
                .isLessThanOrEqualTo(1.10);
        assertThat(after.toOptimum(new Optimum(day)))
                .as("to the optimum with knowing the hour")
                .isLessThanOrEqualTo(1.20);
        assertThat(after.toFixed(Days.pooled(day))).isLessThanOrEqualTo(1.03);
    }

    @Test
    void sudden_changes_cost_no_more_than_a_fixed_interval() {
        List<CompletionTimes> times = Days.broken();
        Learning learning = new Learning(task -> times.get(task / 100 % 3), INTERVAL, 2, 600, 4);

        assertThat(learning.between(0, 600).toFixed(Days.pooled(times))).isLessThanOrEqualTo(1.03);
    }
}
