package io.github.reel4j.queue.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A summary of the queue for monitoring. Immutable.
 *
 * @param ordersByState the number of orders in each state that has any
 * @param oldestQueued the age of the oldest order that waits to be sent; empty if no order waits
 * @param pausedLimits the rate limits that a vendor has paused, with the end of the pause
 * @param deadWorkers workers that were seen in the last 24 hours, but not in the last 30 seconds
 * @param liveWorkers workers that were seen in the last 30 seconds
 * @param failedDeliveries the number of finished orders whose handler has failed at least once and has not succeeded
 *     since
 */
public record QueueHealth(
        Map<QueuedOrderState, Long> ordersByState,
        Optional<Duration> oldestQueued,
        Map<String, Instant> pausedLimits,
        List<String> deadWorkers,
        List<String> liveWorkers,
        long failedDeliveries) {

    /** Creates a summary. */
    public QueueHealth {
        ordersByState = Map.copyOf(ordersByState);
        pausedLimits = Map.copyOf(pausedLimits);
        deadWorkers = List.copyOf(deadWorkers);
        liveWorkers = List.copyOf(liveWorkers);
    }

    /** Returns the number of orders in {@code state}. */
    public long count(QueuedOrderState state) {
        return ordersByState.getOrDefault(state, 0L);
    }

    /** Returns whether a person must act: orders are of unknown outcome or held. */
    public boolean needsPerson() {
        return count(QueuedOrderState.UNKNOWN) + count(QueuedOrderState.HELD) > 0;
    }
}
