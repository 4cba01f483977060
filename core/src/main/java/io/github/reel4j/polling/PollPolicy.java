package io.github.reel4j.polling;

import java.time.Duration;

/**
 * Decides when a task is asked about next, and which of many is asked about first. It keeps nothing per task and reads no clock;
 * what a vendor demands, such as a time to wait, is the caller's to add. All policies are thread-safe. One of the program's own that
 * throws or blocks costs its tasks their polls, not their waits or their ends.
 *
 * <p>Choose {@link #fixed}, {@link #backoff} or an {@link AdaptivePollPolicy}.
 */
public interface PollPolicy {

    /** The age (since the vendor accepted the task) at which to ask next; always later than {@code task.lastPollAt()}. */
    Duration nextPollAt(PendingTask task);

    /**
     * How much a poll of the task at {@code age} is worth beside polls of others that compete for one rate budget; the greatest
     * goes first. 0 if nothing can be gained yet; values of different policies do not compare.
     */
    double priority(PendingTask task, Duration age);

    /**
     * A task was seen to have succeeded. Policies that learn, learn here. Do not report failures: a vendor often refuses within
     * seconds what it would make in minutes, and waiting for videos is what is being learned.
     *
     * @param after the age at the last poll that saw it unfinished, zero if there was none
     * @param by the age at which it was seen ended, or when the vendor says it ended if that is known better; later than
     *     {@code after}
     */
    default void ended(PendingTask task, Duration after, Duration by) {}

    /**
     * Asks every {@code interval}, give or take a tenth, so that tasks submitted together are not polled together.
     *
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    static PollPolicy fixed(Duration interval) {
        return new FixedIntervalPolicy(interval, Jitter.random());
    }

    /**
     * Asks after {@code first}, then waits a quarter longer each time, up to {@code most}, give or take a tenth.
     *
     * @throws IllegalArgumentException if {@code first} is not positive or exceeds {@code most}
     */
    static PollPolicy backoff(Duration first, Duration max) {
        return new ExponentialBackoffPolicy(first, max, Jitter.random());
    }

    /** 5 to 15 seconds, which is what vendors advise. */
    static PollPolicy backoff() {
        return backoff(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }
}
