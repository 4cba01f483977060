package io.github.reel4j.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PriorTest {

    @Test
    void an_estimate_is_believed_to_a_fifth_either_way_for_the_most_part() {
        CompletionDistribution distribution = Prior.estimate();

        assertThat(distribution.cdf(0.5)).isBetween(0.05, 0.12);
        assertThat(distribution.probability(0.8, 1.25)).isBetween(0.4, 0.6);
        assertThat(distribution.cdf(1)).isBetween(0.45, 0.6);
        assertThat(distribution.cdf(3)).isBetween(0.97, 0.995);
    }

    @Test
    void without_any_knowledge_an_end_is_as_likely_at_any_age_but_the_first() {
        CompletionDistribution distribution = Prior.around(40);

        assertThat(distribution.cdf(1)).isLessThan(0.001);
        assertThat(distribution.probability(20, 21) / (1 - distribution.cdf(20)))
                .isCloseTo(1 / 40.0, within(0.001));
        assertThat(distribution.probability(100, 101) / (1 - distribution.cdf(100)))
                .isCloseTo(1 / 40.0, within(0.001));
    }
}
