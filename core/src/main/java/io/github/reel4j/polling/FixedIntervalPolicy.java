package io.github.reel4j.polling;

import java.time.Duration;

/** Polls every task at the same interval, with jitter. */
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

    /** Returns the seconds since the last poll. */
    @Override
    public double priority(PendingTask task, Duration age) {
        return Math.max(0, Seconds.of(age) - Seconds.of(task.lastPollAt()));
    }
}
