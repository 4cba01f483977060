package io.github.reel4j.polling.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PriorTest {

    @Test
    void half_of_all_estimates_are_assumed_accurate_within_20_percent() {
        CompletionDistribution distribution = Prior.estimate();

        assertThat(distribution.cdf(0.5)).isBetween(0.05, 0.12);
        assertThat(distribution.probability(0.8, 1.25)).isBetween(0.4, 0.6);
        assertThat(distribution.cdf(1)).isBetween(0.45, 0.6);
        assertThat(distribution.cdf(3)).isBetween(0.97, 0.995);
    }

    @Test
    void the_default_distribution_has_a_constant_hazard() {
        CompletionDistribution distribution = Prior.around(40);

        assertThat(distribution.cdf(1)).isLessThan(0.001);
        assertThat(distribution.probability(20, 21) / (1 - distribution.cdf(20)))
                .isCloseTo(1 / 40.0, within(0.001));
        assertThat(distribution.probability(100, 101) / (1 - distribution.cdf(100)))
                .isCloseTo(1 / 40.0, within(0.001));
    }
}
