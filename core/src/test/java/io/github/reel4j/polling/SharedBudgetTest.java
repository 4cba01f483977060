package io.github.reel4j.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.polling.simulation.Distributions;
import io.github.reel4j.polling.simulation.Learning;
import io.github.reel4j.polling.simulation.SharedBudget;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** 1,000 tasks and 10,000 polls a minute, after the first minutes in which it learns. */
    private static final SharedBudget BUDGET = new SharedBudget(1000, 10_000 / 60.0, Distributions.lognormal(0.3));

    @Test
    void polls_go_where_an_end_is_likely_and_find_it_in_less_than_0_6_of_the_time_of_round_robin() {
        double inTurn = BUDGET.delay(PollPolicy.fixed(INTERVAL), 90, 200, 1);
        double byWorth = BUDGET.delay(Learning.policy(INTERVAL, new Random(2)), 90, 200, 1);

        assertThat(inTurn).isBetween(2.9, 3.1);
        assertThat(byWorth / inTurn).isLessThanOrEqualTo(0.6);
    }
}
