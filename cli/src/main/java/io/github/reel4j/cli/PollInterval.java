package io.github.reel4j.cli;

import java.time.Duration;

/** How often a task is asked about: first, and at most. */
record PollInterval(Duration initial, Duration max) {

    /** What both vendors advise. */
    static final PollInterval VENDOR = new PollInterval(Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** A simulator minds no questions. */
    static final PollInterval SIMULATOR = new PollInterval(Duration.ofMillis(500), Duration.ofSeconds(1));
}
