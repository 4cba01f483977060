package io.github.reel4j.dispatch;

import io.github.reel4j.spi.ModelLimits;
import java.util.Optional;

/**
 * Counts the free permits under the limits of one model. All models without limits of their own share one count. Not
 * thread-safe.
 */
final class ModelPermits {

    private final Optional<Integer> maxTasks;
    private final RateLimiter submits;
    private int tasks;

    private ModelPermits(Optional<Integer> maxTasks, RateLimiter submits) {
        this.maxTasks = maxTasks;
        this.submits = submits;
    }

    static ModelPermits unlimited(long now) {
        return new ModelPermits(Optional.empty(), RateLimiter.unlimited(now));
    }

    static ModelPermits of(ModelLimits limits, long now) {
        return new ModelPermits(
                limits.maxConcurrentTasks(),
                limits.submits().map(rate -> RateLimiter.of(rate, now)).orElseGet(() -> RateLimiter.unlimited(now)));
    }

    /** Returns whether there is a limit of concurrent tasks. */
    boolean limitsTasks() {
        return maxTasks.isPresent();
    }

    boolean mayAcquireTask() {
        return maxTasks.isEmpty() || tasks < maxTasks.get();
    }

    /** Returns the nanoseconds until the rate of orders permits one; 0 if it permits one now. */
    long nanosUntilSubmit(long now) {
        return submits.nanosUntilPermit(now);
    }

    /** Counts an order that is sent {@code now}, and its task. */
    void acquire(long now) {
        submits.acquirePermit(now);
        tasks++;
    }

    void releaseTask() {
        tasks--;
    }
}
