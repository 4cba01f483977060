package io.github.reel4j.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.polling.simulation.SimulatedTask;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPolicyTest {

    private static SimulatedTask polled(int polls, int lastSeconds) {
        return new SimulatedTask(SimulatedTask.KEY, polls, Duration.ofSeconds(lastSeconds), Optional.empty());
    }

    private static Duration gap(PollPolicy policy, SimulatedTask task) {
        return policy.nextPollAt(task).minus(task.lastPollAt());
    }

    @ParameterizedTest
    @CsvSource({"0, 4500, 5500", "1, 4500, 5500", "1000, 4500, 5500"})
    void a_fixed_interval_varies_by_10_percent(int polls, long min, long max) {
        assertThat(gap(PollPolicy.fixed(Duration.ofSeconds(5)), polled(polls, 60)))
                .isBetween(Duration.ofMillis(min), Duration.ofMillis(max));
    }

    @ParameterizedTest
    @CsvSource({"0, 4500, 5500", "1, 5625, 6875", "2, 7031, 8594", "5, 13500, 16500", "100000, 13500, 16500"})
    void backoff_grows_by_25_percent_up_to_the_maximum(int polls, long min, long max) {
        assertThat(gap(PollPolicy.backoff(), polled(polls, 60)))
                .isBetween(Duration.ofMillis(min), Duration.ofMillis(max));
    }

    @Test
    @Tag("fault-68")
    void jitter_separates_tasks_submitted_together() {
        PollPolicy policy = PollPolicy.fixed(Duration.ofSeconds(5));

        assertThat(Stream.generate(() -> policy.nextPollAt(polled(0, 0)))
                        .limit(20)
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void jitter_is_proportional_to_the_interval() {
        Jitter max = new Jitter(() -> 1);
        Duration interval = Duration.ofSeconds(10);

        assertThat(gap(new FixedIntervalPolicy(interval, max), polled(0, 60))).isEqualTo(Duration.ofSeconds(11));
        assertThat(gap(new ExponentialBackoffPolicy(interval, interval, max), polled(0, 60)))
                .isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void priority_grows_with_the_time_since_the_last_poll() {
        PollPolicy fixed = PollPolicy.fixed(Duration.ofSeconds(5));
        PollPolicy backoff = PollPolicy.backoff();
        Duration age = Duration.ofSeconds(70);

        assertThat(fixed.priority(polled(3, 60), age)).isGreaterThan(fixed.priority(polled(3, 65), age));
        assertThat(backoff.priority(polled(0, 60), age)).isGreaterThan(backoff.priority(polled(9, 60), age));
        assertThat(fixed.priority(polled(3, 80), age)).isZero();
        assertThat(backoff.priority(polled(0, 60), age)).isEqualTo(2);
    }

    @Test
    void invalid_intervals_fail_and_name_the_allowed_range() {
        assertThatThrownBy(() -> PollPolicy.fixed(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("polling needs an interval above 0, not PT0S");
        assertThatThrownBy(() -> PollPolicy.backoff(Duration.ofSeconds(20), Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("polling needs 0 < initial <= max, not initial = PT20S, max = PT10S");
    }
}
