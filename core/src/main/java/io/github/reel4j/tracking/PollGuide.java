package io.github.reel4j.tracking;

import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A polling policy that may be anybody's: one that throws costs its tasks punctuality, not their tracking. Thread-safe. */
final class PollGuide {

    private static final Logger LOG = LoggerFactory.getLogger(PollGuide.class);
    private static final Duration WITHOUT_POLICY = Duration.ofSeconds(15);

    private final PollPolicy policy;

    PollGuide(PollPolicy policy) {
        this.policy = policy;
    }

    Duration nextPollAt(PendingTask task) {
        try {
            return policy.nextPollAt(task);
        } catch (RuntimeException e) {
            LOG.warn("the polling policy threw; the task is polled all the same", e);
            return task.lastPollAt().plus(WITHOUT_POLICY);
        }
    }

    double worth(PendingTask task, Duration age) {
        try {
            return policy.worth(task, age);
        } catch (RuntimeException e) {
            LOG.warn("the polling policy threw; the task is polled all the same", e);
            return 0;
        }
    }

    /** Policies learn from videos alone, and only from those whose time is known. */
    void ended(TaskTracking task, Duration by) {
        boolean made = task.sightings()
                .lastStatus()
                .filter(TaskStatus.Succeeded.class::isInstance)
                .isPresent();
        if (!made || task.isUnseen()) {
            return;
        }
        try {
            policy.ended(task, task.lastPollAt(), by);
        } catch (RuntimeException e) {
            LOG.warn("the polling policy threw; it has not learned from this task", e);
        }
    }
}
