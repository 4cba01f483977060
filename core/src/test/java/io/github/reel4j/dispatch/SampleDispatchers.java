package io.github.reel4j.dispatch;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.Scheduler;
import java.util.Optional;

/** Creates dispatchers with given limits, for all tests. */
public final class SampleDispatchers {

    private SampleDispatchers() {}

    public static RequestDispatcher unlimited(Scheduler time) {
        return new RequestDispatcher(
                ProviderId.of("acme"), time, new DispatcherLimits(Optional.empty(), Optional.empty(), 120));
    }

    public static RequestDispatcher limited(Scheduler time, int requestsPerMinute, int maxConcurrentTasks) {
        return new RequestDispatcher(
                ProviderId.of("acme"),
                time,
                new DispatcherLimits(Optional.of(requestsPerMinute), Optional.of(maxConcurrentTasks), 120));
    }

    public static RequestDispatcher narrow(Scheduler time, int maxConcurrentRequests) {
        return new RequestDispatcher(
                ProviderId.of("acme"),
                time,
                new DispatcherLimits(Optional.empty(), Optional.empty(), maxConcurrentRequests));
    }
}
