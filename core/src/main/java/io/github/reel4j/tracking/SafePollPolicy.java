package io.github.reel4j.tracking;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import java.util.Objects;

/**
 * A polling policy that may be anybody's: one that throws, plans nothing or blocks costs its tasks punctuality, not their tracking. One
 * that is not reel4j's is asked on threads of the {@link ListenerExecutor} alone. Thread-safe.
 */
final class SafePollPolicy {

    private static final SafeLog LOG = SafeLog.of(SafePollPolicy.class);
    private static final Duration FALLBACK_INTERVAL = Duration.ofSeconds(15);

    private final PollPolicy policy;
    private final ListenerExecutor executor;
    private final boolean mayBlock;

    SafePollPolicy(PollPolicy policy, ListenerExecutor executor) {
        this.policy = policy;
        this.executor = executor;
        this.mayBlock = !policy.getClass().getPackageName().equals(PollPolicy.class.getPackageName());
    }

    /** Whether the policy is not reel4j's, and so must not be asked where others wait for the answer. */
    boolean mayBlock() {
        return mayBlock;
    }

    /** Asks the policy where that may be done: on this thread, or on one of the notifier's. */
    void ask(Runnable question) {
        if (mayBlock) {
            executor.execute(question);
        } else {
            question.run();
        }
    }

    /** The age of the next poll of a task for as long as the policy has not been asked. */
    static Duration unasked(PendingTask task) {
        return task.lastPollAt().plus(FALLBACK_INTERVAL);
    }

    /** Returns what the policy plans, within what can be reckoned with; our own plan if it has none. */
    Duration nextPollAt(PendingTask task) {
        try {
            Duration planned = Objects.requireNonNull(policy.nextPollAt(task), "a plan was null");
            if (planned.compareTo(task.lastPollAt()) <= 0 && !task.lastPollAt().isZero()) {
                throw new IllegalStateException("a poll was planned for " + planned + ", which is past");
            }
            return Duration.ofNanos(NanoDurations.of(planned));
        } catch (Throwable e) { // errors too: the task is paid for
            LOG.warn("the polling policy threw; the task is polled all the same", e);
            return unasked(task);
        }
    }

    double priority(PendingTask task, Duration age) {
        try {
            return policy.priority(task, age);
        } catch (Throwable e) {
            LOG.warn("the polling policy threw; the task is polled all the same", e);
            return 0;
        }
    }

    /** Policies learn from videos alone, and only from those whose time is known. */
    void ended(TrackedTask task, Duration by) {
        boolean made = task.pollState()
                .lastStatus()
                .filter(TaskStatus.Succeeded.class::isInstance)
                .isPresent();
        if (!made || task.isStartUnknown()) {
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
