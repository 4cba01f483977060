package io.github.reel4j.pacing;

import java.util.Optional;

/**
 * What one lane keeps to.
 *
 * @param callsAtOnce calls on their way at the same time, and so threads and connections
 */
record LaneLimits(Optional<Integer> requestsPerMinute, Optional<Integer> tasksAtOnce, int callsAtOnce) {

    static final int USUAL_CALLS_AT_ONCE = 120;
}
