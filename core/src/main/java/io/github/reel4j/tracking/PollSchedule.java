package io.github.reel4j.tracking;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ask again: after {@code first}, then a quarter later each time up to {@code most}, give or take a tenth, so that tasks
 * submitted together are not polled together. Both vendors' advice, 5 to 15 seconds, is the standard.
 */
public record PollSchedule(Duration first, Duration most) {

    public static final PollSchedule STANDARD = new PollSchedule(Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** @throws IllegalArgumentException if {@code first} is not positive or exceeds {@code most} */
    public PollSchedule {
        if (first.isNegative() || first.isZero() || first.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "polling needs 0 < first <= most, not first = " + first + ", most = " + most);
        }
    }

    /**
     * The wait before the next poll.
     *
     * @param polls how many there were, 0 or more
     */
    Duration after(int polls) {
        double grown = (double) first.toNanos() * Math.pow(1.25, Math.min(polls, 50));
        double bounded = Math.min(grown, (double) most.toNanos());
        return Duration.ofNanos((long) (bounded * ThreadLocalRandom.current().nextDouble(0.9, 1.1)));
    }
}
