package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MinimumThroughputTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    @Tag("fault-100")
    void a_window_with_too_few_bytes_is_reported() {
        MinimumThroughput floor = new MinimumThroughput(1024, Duration.ofSeconds(60), 0);
        assertThat(floor.isSatisfied(60 * 1024 - 1, 59 * SECOND)).isTrue();
        assertThat(floor.isSatisfied(1, 60 * SECOND)).isTrue();
        assertThat(floor.isSatisfied(60 * 1024 - 1, 120 * SECOND)).isFalse();
    }

    @Test
    @Tag("fault-100")
    void a_fast_window_does_not_compensate_a_slow_one() {
        MinimumThroughput floor = new MinimumThroughput(1024, Duration.ofSeconds(60), 0);
        assertThat(floor.isSatisfied(1024 * 1024 * 1024, SECOND)).isTrue();
        assertThat(floor.isSatisfied(1, 61 * SECOND)).isTrue();
        assertThat(floor.isSatisfied(1, 121 * SECOND)).isFalse();
    }

    @Test
    void nothing_is_checked_before_the_window_ends() {
        MinimumThroughput floor = new MinimumThroughput(1024, Duration.ofSeconds(60), -5);
        assertThat(floor.isSatisfied(1, 60 * SECOND - 6)).isTrue();
        assertThat(floor.isSatisfied(1, 60 * SECOND - 5)).isFalse();
    }
}
