package io.github.reel4j.dispatch;

import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import java.util.List;
import java.util.Optional;

/**
 * The limits of one {@link RequestDispatcher}.
 *
 * @param requestsPerMinute the rate limit; empty if there is none
 * @param maxConcurrentTasks the number of tasks that the vendor runs concurrently; empty if it is not limited
 * @param maxConcurrentRequests the number of concurrent requests, which bounds threads and connections
 * @param polls the rate limit of polls; empty without a limit
 * @param models the limits of single models, in addition to the others
 */
public record DispatcherLimits(
        Optional<Integer> requestsPerMinute,
        Optional<Integer> maxConcurrentTasks,
        int maxConcurrentRequests,
        Optional<CallRate> polls,
        List<ModelLimits> models) {

    static final int DEFAULT_MAX_CONCURRENT_REQUESTS = 120;

    DispatcherLimits(
            Optional<Integer> requestsPerMinute, Optional<Integer> maxConcurrentTasks, int maxConcurrentRequests) {
        this(requestsPerMinute, maxConcurrentTasks, maxConcurrentRequests, Optional.empty(), List.of());
    }
}
