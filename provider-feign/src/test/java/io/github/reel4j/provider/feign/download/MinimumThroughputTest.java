package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MinimumThroughputTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    @Tag("fault-100")
    void a_stretch_that_brings_enough_is_followed_by_another_and_one_that_does_not_is_the_last() {
        MinimumThroughput floor = new MinimumThroughput(1024, Duration.ofSeconds(60), 0);
        assertThat(floor.isSatisfied(60 * 1024 - 1, 59 * SECOND)).isTrue();
        assertThat(floor.isSatisfied(1, 60 * SECOND)).isTrue();
        assertThat(floor.isSatisfied(60 * 1024 - 1, 120 * SECOND)).isFalse();
    }

    @Test
    @Tag("fault-100")
    void what_came_fast_at_first_does_not_pay_for_a_drip_later() {
        MinimumThroughput floor = new MinimumThroughput(1024, Duration.ofSeconds(60), 0);
        assertThat(floor.isSatisfied(1024 * 1024 * 1024, SECOND)).isTrue();
        assertThat(floor.isSatisfied(1, 61 * SECOND)).isTrue();
        assertThat(floor.isSatisfied(1, 121 * SECOND)).isFalse();
    }

    @Test
    void nothing_is_judged_before_the_stretch_is_over() {
        MinimumThroughput floor = new MinimumThroughput(1024, Duration.ofSeconds(60), -5);
        assertThat(floor.isSatisfied(1, 60 * SECOND - 6)).isTrue();
        assertThat(floor.isSatisfied(1, 60 * SECOND - 5)).isFalse();
    }
}
