package io.github.reel4j.polling;

import java.time.Duration;

/** Polls at gaps that grow by 25 % after each poll, up to a maximum, with jitter. */
record ExponentialBackoffPolicy(Duration initial, Duration max, Jitter jitter) implements PollPolicy {

    private static final double GROWTH = 1.25;

    ExponentialBackoffPolicy {
        if (initial.isNegative() || initial.isZero() || initial.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "polling needs 0 < initial <= max, not initial = " + initial + ", max = " + max);
        }
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        return Seconds.plus(task.lastPollAt(), gap(task.polls()) * jitter.factor());
    }

    private double gap(int polls) {
        return Math.min(Seconds.of(initial) * Math.pow(GROWTH, Math.min(polls, 1000)), Seconds.of(max));
    }

    /** Returns the time since the last poll divided by the gap that was planned. */
    @Override
    public double priority(PendingTask task, Duration age) {
        return Math.max(0, Seconds.of(age) - Seconds.of(task.lastPollAt())) / gap(task.polls());
    }
}
