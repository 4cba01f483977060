package io.github.reel4j.queue.worker;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.store.CompletionTimeReader;
import io.github.reel4j.queue.store.CompletionTimeReader.ObservedDuration;
import java.sql.SQLException;
import java.time.Duration;

/** Reports to the worker's poll policy how long tasks took, including tasks that other workers polled. Thread-safe. */
final class SharedCompletionTimes {

    private final PollPolicy policy;
    private final CompletionTimeReader reader;
    private final String worker;
    private long lastEvent; // used by one thread

    SharedCompletionTimes(PollPolicy policy, CompletionTimeReader reader, String worker) {
        this.policy = policy;
        this.reader = reader;
        this.worker = worker;
    }

    /** Reports a task that this worker has seen to succeed. */
    void onSuccess(TaskRef task, TaskPollState history, Duration age) {
        learn(task, history.lastPollAt(), age);
    }

    /** Reads what other workers have seen since the last call; at the first call, the latest 1,000 tasks. */
    void readOthers() throws SQLException {
        for (ObservedDuration completion : reader.since(lastEvent, worker)) {
            learn(completion.task(), completion.after(), completion.by());
            lastEvent = Math.max(lastEvent, completion.event());
        }
    }

    private void learn(TaskRef task, Duration after, Duration by) {
        if (by.compareTo(after) > 0) {
            policy.ended(TaskPollState.NONE.asPendingTask(FirstPoll.key(task)), after, by);
        }
    }
}
