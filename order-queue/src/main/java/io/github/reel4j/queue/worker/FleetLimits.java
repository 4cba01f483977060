package io.github.reel4j.queue.worker;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.queue.store.RateLimitStore.Limits;
import java.time.Duration;

/** Converts a vendor's documented limits to those of the shared rate limit. Stateless. */
final class FleetLimits {

    /**
     * A call may be sent up to 2 s after its permit was granted, so the vendor may see the calls of 62 s in 60 s. One
     * burst comes on top.
     */
    private static final Duration WINDOW = Duration.ofSeconds(62);

    private static final long NANOS_PER_MICROSECOND = 1_000;

    private static final int BURSTS_PER_MINUTE = 240;

    private FleetLimits() {}

    /** Returns the limits that keep the calls in each window of 60 seconds at or below the documented number. */
    static Limits of(ProviderInfo provider, String limitKey) {
        return provider.requestsPerMinute()
                .map(perMinute -> {
                    int burst = Math.max(1, perMinute / BURSTS_PER_MINUTE);
                    // In less than the window, burst calls at once and one more after each interval: in all perMinute.
                    Duration interval = roundedUp(WINDOW.dividedBy(Math.max(1, perMinute - burst + 1)));
                    return new Limits(limitKey, interval, burst, provider.maxConcurrentTasks());
                })
                .orElseGet(() -> new Limits(limitKey, Duration.ZERO, 1, provider.maxConcurrentTasks()));
    }

    /** Rounds up to what the database stores: rounded down, one more call would fit into the window. */
    private static Duration roundedUp(Duration interval) {
        return Duration.ofNanos((interval.toNanos() / NANOS_PER_MICROSECOND + 1) * NANOS_PER_MICROSECOND);
    }
}
