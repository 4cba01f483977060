package io.github.reel4j.queue.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.queue.store.RateLimitStore.Limits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared limit keeps the documented number in each window, and leaves little of it unused. */
class FleetLimitsTest {

    /**
     * Calls arrive up to 2 s after their permits were granted, so the vendor sees the permits of less than 62 s in 60.
     */
    private static final Duration WINDOW = Duration.ofSeconds(62);

    private static Limits limits(String name, int value) {
        try (VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .apiKey("pixazo", "test-key")
                .property("pixazo." + name, String.valueOf(value))
                .build()) {
            ProviderInfo pixazo = client.providers().stream()
                    .filter(each -> each.id().value().equals("pixazo"))
                    .findFirst()
                    .orElseThrow();
            return FleetLimits.of(pixazo, "pixazo/default");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 59, 60, 61, 239, 240, 241, 600, 1000, 6000, 10_000, 100_000})
    @Tag("fault-245")
    void no_window_has_more_calls_than_documented(int perMinute) {
        Limits limits = limits("requests-per-minute", perMinute);
        // The most permits in a window that is open at its end: a burst at its start, then one after each interval.
        long more = (WINDOW.toNanos() - 1) / limits.callInterval().toNanos();
        assertThat(limits.burst() + more).isLessThanOrEqualTo(perMinute);
        assertThat(limits.callInterval().toNanos() % 1000)
                .as("the database stores microseconds")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 59, 60, 61, 239, 240, 241, 600, 1000, 6000, 10_000, 100_000})
    void at_least_nine_tenths_of_the_limit_can_be_used(int perMinute) {
        double perInterval =
                60.0e9 / limits("requests-per-minute", perMinute).callInterval().toNanos();
        assertThat(perInterval).isGreaterThanOrEqualTo(0.9 * perMinute);
    }

    @Test
    void the_number_of_tasks_is_the_documented_one() {
        assertThat(limits("max-concurrent-tasks", 5).maxTasks()).isEqualTo(Optional.of(5));
    }
}
