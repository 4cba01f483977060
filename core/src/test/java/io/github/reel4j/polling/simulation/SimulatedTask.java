package io.github.reel4j.polling.simulation;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.polling.PendingTask;
import java.time.Duration;
import java.util.Optional;

/** A task in the simulation. */
public record SimulatedTask(CompletionKey key, int polls, Duration lastPollAt, Optional<Duration> vendorEstimate)
        implements PendingTask {

    public static final CompletionKey KEY =
            new CompletionKey(ProviderId.of("acme"), Operation.IMAGE_TO_VIDEO, "loom-2", Optional.of(Resolution.P720));

    public static SimulatedTask fresh() {
        return new SimulatedTask(KEY, 0, Duration.ZERO, Optional.empty());
    }

    public SimulatedTask polledAt(Duration age) {
        return new SimulatedTask(key, polls + 1, age, vendorEstimate);
    }

    public SimulatedTask of(CompletionKey other) {
        return new SimulatedTask(other, polls, lastPollAt, vendorEstimate);
    }

    public SimulatedTask estimated(double seconds) {
        return new SimulatedTask(key, polls, lastPollAt, Optional.of(age(seconds)));
    }

    double last() {
        return seconds(lastPollAt);
    }

    public static double seconds(Duration age) {
        return age.toNanos() / 1e9;
    }

    public static Duration age(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
