package io.github.reel4j.polling;

import java.time.Duration;
import java.util.Optional;

/** A task that was not yet seen completed, as a {@link PollPolicy} sees it. Ages count from the vendor's acceptance. */
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
