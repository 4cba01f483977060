package io.github.reel4j.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.polling.simulation.CompletionTimes;
import io.github.reel4j.polling.simulation.Distributions;
import io.github.reel4j.polling.simulation.Learning;
import io.github.reel4j.polling.simulation.Score;
import io.github.reel4j.polling.simulation.SimulatedTask;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdaptivePollPolicyTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final CompletionTimes TIMES = Distributions.lognormal(0.3);

    private static AdaptivePollPolicy unlearned() {
        return Learning.policy(INTERVAL, new Random(7));
    }

    private static AdaptivePollPolicy learned() {
        AdaptivePollPolicy policy = unlearned();
        Random chance = new Random(8);
        IntStream.range(0, 200).forEach(i -> Score.learn(policy, TIMES.quantile(chance.nextDouble())));
        return policy;
    }

    private static CompletionKey key(String provider, String model, Resolution resolution) {
        return new CompletionKey(ProviderId.of(provider), Operation.IMAGE_TO_VIDEO, model, Optional.of(resolution));
    }

    /** How many fall between two ages, in seconds. */
    private static long polls(PollPolicy policy, SimulatedTask fresh, int from, int to) {
        return Stream.iterate(fresh, task -> task.polledAt(policy.nextPollAt(task)))
                .skip(1)
                .map(SimulatedTask::lastPollAt)
                .takeWhile(age -> age.compareTo(Duration.ofSeconds(to)) <= 0)
                .filter(age -> age.compareTo(Duration.ofSeconds(from)) > 0)
                .count();
    }

    private static Duration first(PollPolicy policy, CompletionKey key) {
        return policy.nextPollAt(SimulatedTask.fresh().of(key));
    }

    @Test
    void it_asks_at_about_the_interval_while_nothing_is_known() {
        AdaptivePollPolicy policy = unlearned();
        Duration first = policy.nextPollAt(SimulatedTask.fresh());
        Duration second = policy.nextPollAt(SimulatedTask.fresh().polledAt(first));

        assertThat(first).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
        assertThat(second.minus(first)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void it_does_not_ask_in_the_first_seconds_once_it_knows_that_nothing_is_ready_then() {
        assertThat(learned().nextPollAt(SimulatedTask.fresh())).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void it_keeps_asking_at_the_longest_gap_when_a_task_takes_longer_than_any_before() {
        AdaptivePollPolicy policy = learned();
        for (int seconds : new int[] {200, 900, 7200, 100_000, 10_000_000}) {
            Duration last = Duration.ofSeconds(seconds);
            assertThat(policy.nextPollAt(SimulatedTask.fresh().polledAt(last)).minus(last))
                    .isBetween(Duration.ofMillis(100), Duration.ofMillis(16_500));
        }
    }

    @Test
    void the_next_poll_is_always_later_than_the_last() {
        AdaptivePollPolicy policy = learned();
        for (int i = 0; i < 3000; i++) {
            SimulatedTask task = SimulatedTask.fresh().polledAt(Duration.ofMillis(37L * i));
            assertThat(policy.nextPollAt(task)).isGreaterThan(task.lastPollAt());
            assertThat(policy.nextPollAt(task.estimated(i % 90))).isGreaterThan(task.lastPollAt());
        }
    }

    @Test
    void it_uses_what_it_knows_of_the_model_for_a_resolution_it_has_not_seen_and_nothing_of_another_provider() {
        AdaptivePollPolicy policy = learned();

        assertThat(first(policy, key("acme", "loom-2", Resolution.P1080))).isGreaterThan(Duration.ofSeconds(15));
        assertThat(first(policy, key("acme", "loom-3", Resolution.P720))).isGreaterThan(Duration.ofSeconds(15));
        assertThat(first(policy, key("other", "loom-2", Resolution.P720))).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_narrower_kind_is_told_from_a_broader_one_once_it_was_seen() {
        AdaptivePollPolicy policy = learned();
        CompletionKey slow = key("acme", "loom-2", Resolution.P1080);
        SimulatedTask task = SimulatedTask.fresh().of(slow);
        IntStream.range(0, 100)
                .forEach(i -> policy.ended(task, Duration.ofSeconds(298 + i % 20), Duration.ofSeconds(300 + i % 20)));

        assertThat(polls(policy, task, 0, 250)).isLessThanOrEqualTo(8);
        assertThat(polls(policy, task, 290, 325)).isGreaterThan(10);
        assertThat(policy.nextPollAt(SimulatedTask.fresh())).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void it_follows_the_vendors_estimate_where_that_tells_more_than_the_past() {
        AdaptivePollPolicy policy = unlearned();
        Random chance = new Random(9);
        for (int i = 0; i < 100; i++) {
            double end = 20 + 280 * chance.nextDouble();
            policy.ended(
                    SimulatedTask.fresh().estimated(end * (0.97 + 0.06 * chance.nextDouble())),
                    SimulatedTask.age(end - 1),
                    SimulatedTask.age(end + 1));
        }

        assertThat(polls(policy, SimulatedTask.fresh().estimated(250), 0, 230)).isLessThanOrEqualTo(5);
        assertThat(polls(policy, SimulatedTask.fresh().estimated(250), 240, 260))
                .isGreaterThan(10);
        assertThat(policy.nextPollAt(SimulatedTask.fresh())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void it_does_not_follow_estimates_that_tell_nothing() {
        AdaptivePollPolicy policy = unlearned();
        Random chance = new Random(10);
        for (int i = 0; i < 100; i++) {
            double end = TIMES.quantile(chance.nextDouble());
            policy.ended(
                    SimulatedTask.fresh().estimated(5 + 500 * chance.nextDouble()),
                    SimulatedTask.age(end - 1),
                    SimulatedTask.age(end + 1));
        }

        assertThat(policy.nextPollAt(SimulatedTask.fresh().estimated(400))).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void a_poll_is_worth_more_where_an_end_is_likely_and_nothing_right_after_a_poll() {
        AdaptivePollPolicy policy = learned();
        SimulatedTask young = SimulatedTask.fresh().polledAt(Duration.ofSeconds(5));
        SimulatedTask ripe = SimulatedTask.fresh().polledAt(Duration.ofSeconds(40));

        assertThat(policy.priority(ripe, Duration.ofSeconds(46)))
                .isGreaterThan(20 * policy.priority(young, Duration.ofSeconds(11)))
                .isBetween(0.1, 6.0);
        assertThat(policy.priority(ripe, ripe.lastPollAt())).isZero();
        assertThat(policy.priority(ripe, Duration.ZERO)).isZero();
    }

    @Test
    void it_goes_on_where_it_was_saved() {
        AdaptivePollPolicy before = learned();
        before.ended(SimulatedTask.fresh().estimated(44), Duration.ofSeconds(40), Duration.ofSeconds(41));
        AdaptivePollPolicy after = unlearned();
        after.restore(before.save());

        assertThat(after.save()).isEqualTo(before.save());
        assertThat(Score.of(after, TIMES).toFixed(TIMES)).isLessThan(0.6);
    }

    @Test
    void what_is_restored_takes_the_place_of_what_was_learned() {
        AdaptivePollPolicy before = learned();
        AdaptivePollPolicy after = unlearned();
        CompletionKey other = key("other", "loom-2", Resolution.P720);
        Duration unknown = first(after, other);
        after.ended(SimulatedTask.fresh().of(other).estimated(300), Duration.ofSeconds(300), Duration.ofSeconds(301));
        assertThat(first(after, other)).isGreaterThan(unknown);
        after.restore(before.save());

        assertThat(after.save()).isEqualTo(before.save());
        assertThat(first(after, other)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void gaps_grow_to_the_longest_that_is_asked_for() {
        AdaptivePollPolicy policy = unlearned().withMaxGap(Duration.ofSeconds(60));
        IntStream.range(0, 200)
                .forEach(i -> policy.ended(SimulatedTask.fresh(), Duration.ofSeconds(40), Duration.ofSeconds(41)));
        Duration late = Duration.ofSeconds(10_000);

        assertThat(policy.nextPollAt(SimulatedTask.fresh().polledAt(late)).minus(late))
                .isGreaterThan(Duration.ofSeconds(17));
    }

    @Test
    void an_end_before_the_poll_that_did_not_see_it_is_refused() {
        assertThatThrownBy(() -> unlearned().ended(SimulatedTask.fresh(), Duration.ofSeconds(9), Duration.ofSeconds(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after = PT9S, by = PT9S");
    }

    @Test
    void an_interval_above_the_longest_gap_is_refused() {
        AdaptivePollPolicy policy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(20));

        assertThatThrownBy(() -> policy.withMaxGap(Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interval = PT20S, longest gap = PT10S");
        assertThatThrownBy(() -> AdaptivePollPolicy.withMeanInterval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threads_may_learn_and_ask_at_once() {
        AdaptivePollPolicy policy = AdaptivePollPolicy.withMeanInterval(INTERVAL);
        IntStream.range(0, 4).parallel().forEach(thread -> {
            Random chance = new Random(thread);
            IntStream.range(0, 50).forEach(i -> Score.learn(policy, TIMES.quantile(chance.nextDouble())));
        });

        assertThat(Score.of(policy, TIMES).toFixed(TIMES)).isLessThan(0.6);
    }
}
