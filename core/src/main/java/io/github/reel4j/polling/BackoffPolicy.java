package io.github.reel4j.polling;

import java.time.Duration;

/** A quarter longer each time, up to a most. */
record BackoffPolicy(Duration first, Duration most, Jitter jitter) implements PollPolicy {

    private static final double GROWTH = 1.25;

    BackoffPolicy {
        if (first.isNegative() || first.isZero() || first.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "polling needs 0 < first <= most, not first = " + first + ", most = " + most);
        }
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        return Ages.later(task.lastPollAt(), gap(task.polls()) * jitter.factor());
    }

    private double gap(int polls) {
        return Math.min(Ages.seconds(first) * Math.pow(GROWTH, Math.min(polls, 1000)), Ages.seconds(most));
    }

    /** How long it has waited, measured by what it was meant to wait. */
    @Override
    public double worth(PendingTask task, Duration age) {
        return Math.max(0, Ages.seconds(age) - Ages.seconds(task.lastPollAt())) / gap(task.polls());
    }
}
