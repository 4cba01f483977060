package io.github.reel4j.queue.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps polls from using more than half of a rate limit, so that orders get the other half. With 1,000 running tasks
 * and 100 calls per second, each task is polled at most every 20 seconds. Thread-safe.
 */
final class PollSpacing {

    private static final int SHARE_OF_POLLS = 2;

    private final Map<String, Duration> minIntervals = new ConcurrentHashMap<>();

    /** Updates the number of tasks that run under a rate limit. */
    void update(String limitKey, long runningTasks, Duration callInterval) {
        minIntervals.put(limitKey, callInterval.multipliedBy(runningTasks * SHARE_OF_POLLS));
    }

    /** Returns the shortest time between 2 polls of one task. */
    Duration minInterval(String limitKey) {
        return minIntervals.getOrDefault(limitKey, Duration.ZERO);
    }
}
