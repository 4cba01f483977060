package io.github.reel4j.queue.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.store.RateLimitStore.Limits;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared limit keeps the documented number in each window, and leaves little of it unused. */
class FleetLimitConverterTest {

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
            return FleetLimitConverter.of(pixazo, "pixazo/default");
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

    private static ModelLimits model(String id, Optional<CallRate> submits, Optional<Integer> tasks) {
        return new ModelLimits(id, submits, tasks, new DocumentAnchor("acme", "limits"));
    }

    private static Limits documented(Optional<Integer> perMinute, Optional<CallRate> polls, ModelLimits... models) {
        ProviderInfo provider = new ProviderInfo(
                ProviderId.of("acme"),
                "acme.jar",
                true,
                List.of(),
                perMinute,
                Optional.empty(),
                polls,
                List.of(models));
        return FleetLimitConverter.of(provider, "acme:1");
    }

    @Test
    void the_strictest_limit_of_a_model_applies_to_all() {
        Limits limits = documented(
                Optional.empty(),
                Optional.of(CallRate.perSecond(20)),
                model("one", Optional.of(CallRate.perSecond(2)), Optional.of(2)),
                model("two", Optional.of(CallRate.perSecond(5)), Optional.of(1)));
        assertThat(limits.maxTasks()).contains(1);
        assertThat(limits.callInterval()).isEqualTo(Duration.ofNanos(1_500_001_000));
        assertThat(limits.burst()).isEqualTo(1);
    }

    @Test
    void a_rate_per_second_holds_although_calls_start_late() {
        Limits limits = documented(Optional.empty(), Optional.of(CallRate.perSecond(2)));
        // The permits of less than 3 s can become calls of 1 s, because a call may start 2 s after its permit.
        long more =
                (Duration.ofSeconds(3).toNanos() - 1) / limits.callInterval().toNanos();
        assertThat(limits.burst() + more).isLessThanOrEqualTo(2);
    }
}
