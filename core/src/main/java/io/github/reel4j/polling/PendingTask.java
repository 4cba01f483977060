package io.github.reel4j.polling;

import java.time.Duration;
import java.util.Optional;

/** What a {@link PollPolicy} is told of a task that has not been seen ended. Ages count from the vendor's acceptance. */
public interface PendingTask {

    CompletionKey key();

    /** How many polls there were, 0 or more, whether or not they were answered. */
    int polls();

    /** The age at the latest poll that saw the task unfinished; zero if there was none. */
    Duration lastPollAt();

    /** The age at which the vendor expects it to end, from its latest word; may lie in the past. */
    Optional<Duration> vendorEstimate();
}
