package io.github.reel4j.queue.worker;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.polling.CompletionKey;
import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Computes when a task is polled first.
 *
 * @param policy the policy of the worker
 */
record FirstPoll(PollPolicy policy) {

    /** Returns the time from the acceptance of the task until its first poll. */
    Duration delay(TaskRef task) {
        return policy.nextPollAt(TaskPollState.NONE.asPendingTask(key(task)));
    }

    /** Returns the key under which the duration of the task is learned. */
    static CompletionKey key(TaskRef task) {
        return new CompletionKey(task.provider(), task.operation(), task.endpoint(), Optional.empty());
    }
}
