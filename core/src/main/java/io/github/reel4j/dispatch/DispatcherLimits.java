package io.github.reel4j.dispatch;

import java.util.Optional;

/**
 * The limits of one {@link RequestDispatcher}.
 *
 * @param requestsPerMinute the rate limit; empty if there is none
 * @param maxConcurrentTasks the number of tasks that the vendor runs concurrently; empty if it is not limited
 * @param maxConcurrentRequests the number of concurrent requests, which bounds threads and connections
 */
public record DispatcherLimits(
        Optional<Integer> requestsPerMinute, Optional<Integer> maxConcurrentTasks, int maxConcurrentRequests) {

    static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 120;
}
