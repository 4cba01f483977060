package io.github.reel4j.polling;

import java.time.Duration;

/** The same interval always: nothing is known, and nothing is assumed. */
record FixedIntervalPolicy(Duration interval, Jitter jitter) implements PollPolicy {

    FixedIntervalPolicy {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("polling needs an interval above 0, not " + interval);
        }
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        return Seconds.plus(task.lastPollAt(), Seconds.of(interval) * jitter.factor());
    }

    /** Who has waited longest. */
    @Override
    public double priority(PendingTask task, Duration age) {
        return Math.max(0, Seconds.of(age) - Seconds.of(task.lastPollAt()));
    }
}
