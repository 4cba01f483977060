package io.github.reel4j.queue.worker;

import java.time.Duration;

/** What happens to an execution after a step. Immutable. */
sealed interface StepResult {

    /** The next step is due after {@code delay}. */
    record Again(Duration delay) implements StepResult {}

    /** The order needs no more steps, or another event will schedule them. */
    record Done() implements StepResult {}

    /** Returns a result for a next step at once. */
    static StepResult now() {
        return new Again(Duration.ZERO);
    }

    /** Returns a result for a next step after {@code delay}. */
    static StepResult after(Duration delay) {
        return new Again(delay);
    }
}
