package io.github.reel4j.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.reel4j.polling.simulation.CompletionTimes;
import io.github.reel4j.polling.simulation.Distributions;
import io.github.reel4j.polling.simulation.Optimum;
import io.github.reel4j.polling.simulation.Peers;
import io.github.reel4j.polling.simulation.Score;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the simulation against results that were computed independently. */
class PollingVersusPeersTest {

    private static final CompletionTimes STEADY = Distributions.lognormal(0.3);
    private static final Optimum STEADY_OPTIMUM = new Optimum(STEADY);
    private static final Optimum VARIED_OPTIMUM = new Optimum(Distributions.lognormal(0.5));
    private static final Optimum MIX_OPTIMUM = new Optimum(Distributions.mix());

    @ParameterizedTest
    @CsvSource({
        "0, 2.50, 14.2, 3.2, 2.1, 2.5",
        "1, 1.00, 23.2, 2.1, 1.5, 1.8",
        "2, 2.50, 9.2, 2.1, 1.4, 1.8",
        "3, 3.00, 7.7, 2.1, 1.4, 1.8",
        "4, 5.00, 4.8, 2.2, 1.5, 1.9",
        "5, 12.4, 4.6, 5.1, 3.3, 4.2",
        "6, 15.7, 5.9, 8.5, 4.9, 6.1"
    })
    void the_simulation_matches_independent_results(
            int peer, double delay, double polls, double steady, double varied, double mix) {
        Score score = Score.of(Peers.all().get(peer), STEADY);

        assertThat(score.delay()).isCloseTo(delay, within(0.06));
        assertThat(score.polls()).isCloseTo(polls, within(0.06));
        assertThat(score.toOptimum(STEADY_OPTIMUM)).isCloseTo(steady, within(0.1));
        assertThat(Score.of(Peers.all().get(peer), Distributions.lognormal(0.5)).toOptimum(VARIED_OPTIMUM))
                .isCloseTo(varied, within(0.1));
        assertThat(Score.of(Peers.all().get(peer), Distributions.mix()).toOptimum(MIX_OPTIMUM))
                .isCloseTo(mix, within(0.1));
    }
}
