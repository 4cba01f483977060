package io.github.reel4j.tracking;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import java.util.Objects;

/**
 * A polling policy that may be anybody's: one that throws, plans nothing or blocks costs its tasks punctuality, not their tracking. One
 * that is not reel4j's is asked on threads of the {@link Notifier} alone. Thread-safe.
 */
final class PollGuide {

    private static final GuardedLog LOG = GuardedLog.of(PollGuide.class);
    private static final Duration WITHOUT_POLICY = Duration.ofSeconds(15);

    private final PollPolicy policy;
    private final Notifier notifier;
    private final boolean mayBlock;

    PollGuide(PollPolicy policy, Notifier notifier) {
        this.policy = policy;
        this.notifier = notifier;
        this.mayBlock = !policy.getClass().getPackageName().equals(PollPolicy.class.getPackageName());
    }

    /** Whether the policy is not reel4j's, and so must not be asked where others wait for the answer. */
    boolean mayBlock() {
        return mayBlock;
    }

    /** Asks the policy where that may be done: on this thread, or on one of the notifier's. */
    void ask(Runnable question) {
        if (mayBlock) {
            notifier.execute(question);
        } else {
            question.run();
        }
    }

    /** The age of the next poll of a task for as long as the policy has not been asked. */
    static Duration unasked(PendingTask task) {
        return task.lastPollAt().plus(WITHOUT_POLICY);
    }

    /** Returns what the policy plans, within what can be reckoned with; our own plan if it has none. */
    Duration nextPollAt(PendingTask task) {
        try {
            Duration planned = Objects.requireNonNull(policy.nextPollAt(task), "a plan was null");
            if (planned.compareTo(task.lastPollAt()) <= 0 && !task.lastPollAt().isZero()) {
                throw new IllegalStateException("a poll was planned for " + planned + ", which is past");
            }
            return Duration.ofNanos(Nanos.of(planned));
        } catch (Throwable e) { // errors too: the task is paid for
            LOG.warn("the polling policy threw; the task is polled all the same", e);
            return unasked(task);
        }
    }

    double worth(PendingTask task, Duration age) {
        try {
            return policy.worth(task, age);
        } catch (Throwable e) {
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
        Duration after = task.lastPollAt();
        ask(() -> learn(task, after, by));
    }

    private void learn(PendingTask task, Duration after, Duration by) {
        try {
            policy.ended(task, after, by);
        } catch (Throwable e) {
            LOG.warn("the polling policy threw; it has not learned from this task", e);
        }
    }
}
