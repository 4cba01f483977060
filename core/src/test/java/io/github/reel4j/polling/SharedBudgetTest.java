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

    /** 1,000 tasks and 10,000 polls per minute. */
    private static final SharedBudget BUDGET = new SharedBudget(1000, 10_000 / 60.0, Distributions.lognormal(0.3));

    @Test
    void shared_polls_need_at_most_0_6_times_the_round_robin_delay() {
        double roundRobin = BUDGET.delay(PollPolicy.fixed(INTERVAL), 90, 200, 1);
        double byPriority = BUDGET.delay(Learning.policy(INTERVAL, new Random(2)), 90, 200, 1);

        assertThat(roundRobin).isBetween(2.9, 3.1);
        assertThat(byPriority / roundRobin).isLessThanOrEqualTo(0.6);
    }
}
