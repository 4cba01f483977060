package io.github.reel4j.testkit.simulator;

import io.github.reel4j.spi.CallRate;
import java.util.Optional;

/**
 * The limits of rate and concurrency that a simulated vendor applied to the latest submit: those of its
 * {@link RateLimit}s and of {@link DialectTaskOperations#acceptBelow}.
 *
 * @param rate the strictest rate; empty if the dialect asked no {@link RateLimit}
 * @param maxConcurrentTasks the maximum number of tasks at once; empty if there was none
 */
public record ObservedLimits(Optional<CallRate> rate, Optional<Integer> maxConcurrentTasks) {

    /** No limit. */
    public static final ObservedLimits NONE = new ObservedLimits(Optional.empty(), Optional.empty());

    /** Adds a rate, if it is stricter. */
    ObservedLimits with(CallRate other) {
        boolean stricter = rate.map(own -> other.calls() * own.window().toMillis()
                        < (double) own.calls() * other.window().toMillis())
                .orElse(true);
        return stricter ? new ObservedLimits(Optional.of(other), maxConcurrentTasks) : this;
    }

    ObservedLimits withTasks(int limit) {
        return new ObservedLimits(rate, Optional.of(Math.min(limit, maxConcurrentTasks.orElse(limit))));
    }
}
