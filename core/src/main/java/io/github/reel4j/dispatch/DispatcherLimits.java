package io.github.reel4j.dispatch;

import java.util.Optional;

/**
 * What one lane keeps to.
 *
 * @param maxConcurrentRequests calls on their way at the same time, and so threads and connections
 */
record DispatcherLimits(
        Optional<Integer> requestsPerMinute, Optional<Integer> maxConcurrentTasks, int maxConcurrentRequests) {

    static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 120;
}
