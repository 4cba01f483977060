package io.github.reel4j.polling;

import java.time.Duration;

/** The same interval always: nothing is known, and nothing is assumed. */
record FixedPolicy(Duration interval, Jitter jitter) implements PollPolicy {

    FixedPolicy {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("polling needs an interval above 0, not " + interval);
        }
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        return Ages.later(task.lastPollAt(), Ages.seconds(interval) * jitter.factor());
    }

    /** Who has waited longest. */
    @Override
    public double worth(PendingTask task, Duration age) {
        return Math.max(0, Ages.seconds(age) - Ages.seconds(task.lastPollAt()));
    }
}
