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

    private static AdaptivePollPolicy untrained() {
        return Learning.policy(INTERVAL, new Random(7));
    }

    private static AdaptivePollPolicy learned() {
        AdaptivePollPolicy policy = untrained();
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
    void without_knowledge_polls_are_about_one_interval_apart() {
        AdaptivePollPolicy policy = untrained();
        Duration first = policy.nextPollAt(SimulatedTask.fresh());
        Duration second = policy.nextPollAt(SimulatedTask.fresh().polledAt(first));

        assertThat(first).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
        assertThat(second.minus(first)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void no_poll_is_planned_before_tasks_can_be_complete() {
        assertThat(learned().nextPollAt(SimulatedTask.fresh())).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void a_task_that_takes_longer_than_any_is_polled_at_the_max_gap() {
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
    void a_new_resolution_uses_the_times_of_its_model() {
        AdaptivePollPolicy policy = learned();

        assertThat(first(policy, key("acme", "loom-2", Resolution.P1080))).isGreaterThan(Duration.ofSeconds(15));
        assertThat(first(policy, key("acme", "loom-3", Resolution.P720))).isGreaterThan(Duration.ofSeconds(15));
        assertThat(first(policy, key("other", "loom-2", Resolution.P720))).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_resolution_gets_its_own_histogram_once_observed() {
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
    void accurate_vendor_estimates_are_used() {
        AdaptivePollPolicy policy = untrained();
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
    void random_estimates_are_ignored() {
        AdaptivePollPolicy policy = untrained();
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
    void priority_is_high_where_completion_is_likely() {
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
    void a_restored_policy_knows_what_was_saved() {
        AdaptivePollPolicy before = learned();
        before.ended(SimulatedTask.fresh().estimated(44), Duration.ofSeconds(40), Duration.ofSeconds(41));
        AdaptivePollPolicy after = untrained();
        after.restore(before.save());

        assertThat(after.save()).isEqualTo(before.save());
        assertThat(Score.of(after, TIMES).toFixed(TIMES)).isLessThan(0.6);
    }

    @Test
    void restore_replaces_what_was_learned() {
        AdaptivePollPolicy before = learned();
        AdaptivePollPolicy after = untrained();
        CompletionKey other = key("other", "loom-2", Resolution.P720);
        Duration unknown = first(after, other);
        after.ended(SimulatedTask.fresh().of(other).estimated(300), Duration.ofSeconds(300), Duration.ofSeconds(301));
        assertThat(first(after, other)).isGreaterThan(unknown);
        after.restore(before.save());

        assertThat(after.save()).isEqualTo(before.save());
        assertThat(first(after, other)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void gaps_grow_up_to_the_max_gap() {
        AdaptivePollPolicy policy = untrained().withMaxGap(Duration.ofSeconds(60));
        IntStream.range(0, 200)
                .forEach(i -> policy.ended(SimulatedTask.fresh(), Duration.ofSeconds(40), Duration.ofSeconds(41)));
        Duration late = Duration.ofSeconds(10_000);

        assertThat(policy.nextPollAt(SimulatedTask.fresh().polledAt(late)).minus(late))
                .isGreaterThan(Duration.ofSeconds(17));
    }

    @Test
    void a_completion_before_the_last_poll_is_invalid() {
        assertThatThrownBy(() -> untrained().ended(SimulatedTask.fresh(), Duration.ofSeconds(9), Duration.ofSeconds(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after = PT9S, by = PT9S");
    }

    @Test
    void an_interval_above_the_max_gap_is_invalid() {
        AdaptivePollPolicy policy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(20));

        assertThatThrownBy(() -> policy.withMaxGap(Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("interval = PT20S, maxGap = PT10S");
        assertThatThrownBy(() -> AdaptivePollPolicy.withMeanInterval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void several_threads_may_learn_and_poll() {
        AdaptivePollPolicy policy = AdaptivePollPolicy.withMeanInterval(INTERVAL);
        IntStream.range(0, 4).parallel().forEach(thread -> {
            Random chance = new Random(thread);
            IntStream.range(0, 50).forEach(i -> Score.learn(policy, TIMES.quantile(chance.nextDouble())));
        });

        assertThat(Score.of(policy, TIMES).toFixed(TIMES)).isLessThan(0.6);
    }
}
