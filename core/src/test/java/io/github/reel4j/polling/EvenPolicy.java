package io.github.reel4j.polling;

import java.time.Duration;

/**
 * Polls at exact multiples of an interval, without jitter. In this package, so that it counts as reel4j's own policy,
 * which never blocks.
 */
public record EvenPolicy(Duration interval) implements PollPolicy {

    @Override
    public Duration nextPollAt(PendingTask task) {
        return task.lastPollAt().plus(interval);
    }

    @Override
    public double priority(PendingTask task, Duration age) {
        return 0;
    }
}
