package io.github.reel4j.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot of the dispatcher of one provider in one client: how much waits and runs, and whether it is paused. The
 * values are those of this client, not those of other processes with the same API key. Immutable.
 *
 * @param provider the provider
 * @param waitingOrders the number of orders that wait for a permit to be sent, 0 or more
 * @param runningRequests the number of requests to the vendor that hold a permit, 0 or more: orders, polls, uploads and
 *     other calls, without downloads
 * @param runningTasks the number of tasks that have not ended and that the program waits for, or that count against the
 *     vendor's limit of concurrent tasks; 0 or more
 * @param pausedUntil the time until which nothing is sent to the vendor, by the client's clock; empty if requests are
 *     not paused
 */
public record DispatcherStatus(
        ProviderId provider, int waitingOrders, int runningRequests, int runningTasks, Optional<Instant> pausedUntil) {

    /**
     * Creates a status.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public DispatcherStatus {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(pausedUntil, "pausedUntil");
        if (waitingOrders < 0 || runningRequests < 0 || runningTasks < 0) {
            throw new IllegalArgumentException("the numbers of a dispatcher's status must be 0 or more, not "
                    + waitingOrders + ", " + runningRequests + " and " + runningTasks);
        }
    }
}
