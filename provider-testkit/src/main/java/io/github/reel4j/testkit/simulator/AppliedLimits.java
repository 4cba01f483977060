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
public record AppliedLimits(Optional<CallRate> rate, Optional<Integer> maxConcurrentTasks) {

    /** No limit. */
    public static final AppliedLimits NONE = new AppliedLimits(Optional.empty(), Optional.empty());

    /** Adds a rate, if it is stricter. */
    AppliedLimits with(CallRate other) {
        boolean stricter = rate.map(own -> other.calls() * own.window().toMillis()
                        < (double) own.calls() * other.window().toMillis())
                .orElse(true);
        return stricter ? new AppliedLimits(Optional.of(other), maxConcurrentTasks) : this;
    }

    AppliedLimits withTasks(int limit) {
        return new AppliedLimits(rate, Optional.of(Math.min(limit, maxConcurrentTasks.orElse(limit))));
    }
}
