package io.github.reel4j.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Makes calls as soon as permitted. Returns the number of calls in the busiest minute and in total. */
    private static int[] callAsSoonAsPermitted(RateLimiter rateLimiter, long start, int minutes) {
        Deque<Long> lastMinute = new ArrayDeque<>();
        int max = 0;
        int all = 0;
        for (long now = start; now - start < minutes * MINUTE; now += Math.max(1, rateLimiter.nanosUntilPermit(now))) {
            if (rateLimiter.nanosUntilPermit(now) == 0) {
                rateLimiter.acquirePermit(now);
                all++;
                lastMinute.add(now);
                while (now - lastMinute.element() >= MINUTE) {
                    lastMinute.remove();
                }
                max = Math.max(max, lastMinute.size());
            }
        }
        return new int[] {max, all};
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 49, 50, 51, 60, 99, 100, 101, 250, 1000, 10_000})
    @Tag("fault-68")
    void no_minute_ever_has_more_calls_than_allowed(int allowed) {
        int[] counts = callAsSoonAsPermitted(RateLimiter.perMinute(allowed, -7), -7, 5);
        assertThat(counts[0]).isLessThanOrEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 10_000})
    void at_least_97_percent_of_the_limit_is_used(int allowed) {
        int[] counts = callAsSoonAsPermitted(RateLimiter.perMinute(allowed, 0), 0, 10);
        assertThat(counts[1]).isGreaterThanOrEqualTo((int) (allowed * 10 * 0.97));
    }

    @Test
    void after_idle_time_1_percent_of_a_minutes_calls_may_burst() {
        RateLimiter rateLimiter = RateLimiter.perMinute(1000, 0);
        int burst = 0;
        while (rateLimiter.nanosUntilPermit(MINUTE) == 0) {
            rateLimiter.acquirePermit(MINUTE);
            burst++;
        }
        assertThat(burst).isEqualTo(10);
    }

    @Test
    void without_a_limit_only_pauses_delay_calls() {
        RateLimiter rateLimiter = RateLimiter.unlimited(5);
        for (int i = 0; i < 1000; i++) {
            assertThat(rateLimiter.nanosUntilPermit(5)).isZero();
            rateLimiter.acquirePermit(5);
        }
        rateLimiter.suspend(Duration.ofNanos(100), 5);
        assertThat(rateLimiter.nanosUntilPermit(5)).isEqualTo(100);
        assertThat(rateLimiter.suspendedFor(55)).isEqualTo(50);
        assertThat(rateLimiter.nanosUntilPermit(105)).isZero();
    }

    @Test
    void a_shorter_pause_does_not_end_a_longer_one() {
        RateLimiter rateLimiter = RateLimiter.unlimited(0);
        rateLimiter.suspend(Duration.ofSeconds(10), 0);
        rateLimiter.suspend(Duration.ofSeconds(1), 0);
        assertThat(rateLimiter.suspendedFor(0)).isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void a_pause_is_limited_to_3650_days() {
        RateLimiter rateLimiter = RateLimiter.unlimited(0);
        rateLimiter.suspend(Duration.ofSeconds(Long.MAX_VALUE), 0);
        assertThat(rateLimiter.suspendedFor(0)).isEqualTo(Duration.ofDays(3650).toNanos());
    }
}
