package io.github.reel4j.polling;

import java.time.Duration;

/**
 * Decides when a task is polled next, and which of several due tasks is polled first. A policy keeps no state for a
 * single task, and reads no clock. The caller adds delays that the vendor demands. Implementations must be thread-safe.
 * If one throws or blocks, polls of its tasks may be late, but their waits still end in time.
 *
 * <p>Choose {@link #fixed}, {@link #backoff} or an {@link AdaptivePollPolicy}.
 */
public interface PollPolicy {

    /**
     * Returns the age at which to poll the task next. Ages count from the vendor's acceptance of the task.
     *
     * @return later than {@code task.lastPollAt()}
     */
    Duration nextPollAt(PendingTask task);

    /**
     * Returns the priority of polling the task at {@code age}, compared with other tasks under the same rate limit; the
     * highest is polled first. 0 or more; 0 if a poll cannot find anything new. Values of different policies are not
     * comparable.
     */
    double priority(PendingTask task, Duration age);

    /**
     * Reports that a task has succeeded, so that the policy can learn how long tasks take. Failed tasks are not
     * reported, because a vendor often rejects in seconds what takes minutes to generate. Does nothing by default.
     *
     * @param after the age at the last poll that saw the task running; zero if there was none
     * @param by the age at which the task was seen completed, or the completion time that the vendor reports if that is
     *     more precise; later than {@code after}
     */
    default void ended(PendingTask task, Duration after, Duration by) {}

    /**
     * Returns a policy that polls every {@code interval}, with a jitter of ±10 % so that tasks submitted together are
     * not polled together.
     *
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    static PollPolicy fixed(Duration interval) {
        return new FixedIntervalPolicy(interval, Jitter.random());
    }

    /**
     * Returns a policy that polls after {@code initial} and then after gaps that grow by 25 % each, up to {@code max},
     * with a jitter of ±10 %.
     *
     * @throws IllegalArgumentException if {@code initial} is not positive or exceeds {@code max}
     */
    static PollPolicy backoff(Duration initial, Duration max) {
        return new ExponentialBackoffPolicy(initial, max, Jitter.random());
    }

    /** Returns {@link #backoff(Duration, Duration)} from 5 to 15 seconds, as vendors recommend. */
    static PollPolicy backoff() {
        return backoff(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }
}
