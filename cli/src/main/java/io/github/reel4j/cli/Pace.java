package io.github.reel4j.cli;

import java.time.Duration;

/** How often a task is asked about: first, and at most. */
record Pace(Duration first, Duration most) {

    /** What both vendors advise. */
    static final Pace VENDOR = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** A simulator minds no questions. */
    static final Pace SIMULATOR = new Pace(Duration.ofMillis(500), Duration.ofSeconds(1));
}
