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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computed in virtual time from fixed seeds: they come out the same on every machine. */
class PollingVersusOptimumTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    static Stream<CompletionTimes> distributions() {
        return Distributions.all().stream();
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void it_is_near_the_optimum_after_200_tasks_and_at_no_time_worse_than_a_fixed_interval(CompletionTimes times) {
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

    /** Where nothing can be learned, all shapes seen at first are chance, and the fixed interval is the best there is. */
    @Test
    void it_is_no_worse_than_a_fixed_interval_while_it_learns_of_the_first_tasks_that_there_is_nothing_to_learn() {
        CompletionTimes times = Distributions.exponential();
        Learning learning = new Learning(task -> times, INTERVAL, 20, 60, 5);

        assertThat(learning.between(0, 60).toFixed(times)).isLessThanOrEqualTo(1.03);
    }

    @Test
    void it_takes_about_as_many_polls_as_the_interval_it_stands_for() {
        CompletionTimes times = Distributions.lognormal(0.3);
        Score fixed = FixedInterval.score(times, 5);

        assertThat(new Learning(task -> times, INTERVAL, 3, 400, 20)
                        .between(200, 400)
                        .polls())
                .isCloseTo(fixed.polls(), within(0.05 * fixed.polls()));
    }

    @Test
    void it_detects_an_end_in_little_more_than_half_the_time_of_a_fixed_interval_where_times_vary_by_a_third() {
        CompletionTimes times = Distributions.lognormal(0.3);

        assertThat(new Learning(task -> times, INTERVAL, 3, 400, 20)
                        .between(200, 400)
                        .toFixed(times))
                .isLessThanOrEqualTo(0.55);
    }

    @Test
    void it_follows_times_that_drift_over_the_day() {
        List<CompletionTimes> day = Days.drifting();
        Learning learning = new Learning(task -> day.get(task / 100 % 24), INTERVAL, 1, 2600, 50);
        Score after = learning.between(200, 2600);

        assertThat(after.toOptimum(new Optimum(Days.pooled(day))))
                .as("to the best that can be had without knowing the hour")
                .isLessThanOrEqualTo(1.10);
        assertThat(after.toOptimum(new Optimum(day)))
                .as("to the best that can be had by who knows the hour")
                .isLessThanOrEqualTo(1.20);
        assertThat(after.toFixed(Days.pooled(day))).isLessThanOrEqualTo(1.03);
    }

    @Test
    void it_is_no_worse_than_a_fixed_interval_when_all_it_learned_becomes_wrong() {
        List<CompletionTimes> times = Days.broken();
        Learning learning = new Learning(task -> times.get(task / 100 % 3), INTERVAL, 2, 600, 4);

        assertThat(learning.between(0, 600).toFixed(Days.pooled(times))).isLessThanOrEqualTo(1.03);
    }
}
