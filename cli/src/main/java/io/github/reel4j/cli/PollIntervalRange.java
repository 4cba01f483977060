package io.github.reel4j.cli;

import java.time.Duration;

/**
 * How often a task is polled.
 *
 * @param initial before the first poll
 * @param max to which the interval grows
 */
record PollIntervalRange(Duration initial, Duration max) {

    /** Recommended by both vendors. */
    static final PollIntervalRange VENDOR = new PollIntervalRange(Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** Short, because simulators have no rate limit to protect. */
    static final PollIntervalRange SIMULATOR = new PollIntervalRange(Duration.ofMillis(500), Duration.ofSeconds(1));
}
