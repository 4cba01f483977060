package io.github.reel4j.polling;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link PollPolicy} knows about a task of which no poll has yet reported the end. Ages are measured from the
 * moment the vendor accepted the task.
 */
public interface PendingTask {

    /** Returns the key under which the duration of the task is learned. */
    CompletionKey key();

    /** Returns how often the task was polled, 0 or more, including polls that failed. */
    int polls();

    /** Returns the age at the latest poll that saw the task running; zero if there was none. */
    Duration lastPollAt();

    /** Returns the age at which the vendor expects the task to complete, by its latest response; may have passed. */
    Optional<Duration> vendorEstimate();
}
