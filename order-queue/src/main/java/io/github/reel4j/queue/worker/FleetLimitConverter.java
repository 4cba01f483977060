package io.github.reel4j.queue.worker;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.queue.store.RateLimitStore.Limits;
import io.github.reel4j.spi.CallRate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Converts the limits that a vendor documents into the settings of the rate limit that all workers share. Stateless.
 */
final class FleetLimitConverter {

    /** A call may be sent up to 2 s after its permit was granted, so the vendor may see the calls of 62 s in 60 s. */
    private static final Duration MAX_START_DELAY = Duration.ofSeconds(2);

    private static final long NANOS_PER_MICROSECOND = 1_000;

    private static final int BURSTS_PER_MINUTE = 240;

    private FleetLimitConverter() {}

    /**
     * Returns the limits that keep the calls in each window at or below the documented number. One limit covers all
     * calls and models of a provider, so the strictest of its limits applies to all of them.
     */
    static Limits of(ProviderInfo provider, String limitKey) {
        List<CallRate> rates = rates(provider);
        int burst = rates.isEmpty()
                ? provider.requestsPerMinute().map(FleetLimitConverter::burst).orElse(1)
                : 1;
        Duration interval = Stream.concat(
                        provider.requestsPerMinute().map(CallRate::perMinute).stream(), rates.stream())
                .map(rate -> interval(rate, burst))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Optional<Integer> tasks = Stream.concat(
                        provider.maxConcurrentTasks().stream(),
                        provider.modelLimits().stream().flatMap(each -> each.maxConcurrentTasks().stream()))
                .min(Comparator.naturalOrder());
        return new Limits(limitKey, interval, burst, tasks);
    }

    private static List<CallRate> rates(ProviderInfo provider) {
        return Stream.concat(
                        provider.pollRate().stream(),
                        provider.modelLimits().stream().flatMap(each -> each.submits().stream()))
                .toList();
    }

    private static int burst(int perMinute) {
        return Math.max(1, perMinute / BURSTS_PER_MINUTE);
    }

    /** In less than the window, burst calls are sent at once and one more after each interval: in all rate.calls(). */
    private static Duration interval(CallRate rate, int burst) {
        Duration window = rate.window().plus(MAX_START_DELAY);
        return roundedUp(window.dividedBy(Math.max(1, rate.calls() - burst + 1)));
    }

    /** Rounds up to what the database stores: rounded down, one more call would fit into the window. */
    private static Duration roundedUp(Duration interval) {
        return Duration.ofNanos((interval.toNanos() / NANOS_PER_MICROSECOND + 1) * NANOS_PER_MICROSECOND);
    }
}
