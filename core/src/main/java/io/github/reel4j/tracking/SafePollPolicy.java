package io.github.reel4j.tracking;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.Objects;

/**
 * Wraps a {@link PollPolicy}, so that one that throws, blocks or returns invalid values only delays polls. A policy
 * that is not reel4j's is called on threads of the {@link ListenerExecutor}. Thread-safe.
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

    /** Returns whether the policy is not reel4j's, so that it must not be called where others wait for it. */
    boolean mayBlock() {
        return mayBlock;
    }

    /**
     * Runs code that calls the policy: on this thread, or on one of the {@link ListenerExecutor} if the policy may
     * block.
     */
    void run(Runnable code) {
        if (mayBlock) {
            executor.execute(code);
        } else {
            code.run();
        }
    }

    /** Returns the age at which to poll a task next if the policy has no valid value, or none yet. */
    static Duration fallback(PendingTask task) {
        return task.lastPollAt().plus(FALLBACK_INTERVAL);
    }

    /**
     * Returns the age at which to poll {@code task} next, limited to 100 years; {@link #fallback} if the policy fails.
     */
    Duration nextPollAt(PendingTask task) {
        try {
            Duration planned = Objects.requireNonNull(policy.nextPollAt(task), "nextPollAt returned null");
            if (planned.compareTo(task.lastPollAt()) <= 0 && !task.lastPollAt().isZero()) {
                throw new IllegalStateException("the poll policy "
                        + policy.getClass().getName() + " returned "
                        + DurationParser.describe(planned) + " from nextPollAt. The task was last polled at the age of "
                        + DurationParser.describe(task.lastPollAt()) + ". Return a greater age.");
            }
            return Duration.ofNanos(NanoDurations.of(planned));
        } catch (Throwable e) { // errors too: the task is paid for
            LOG.warn("the polling policy failed; the task is polled at the default interval", e);
            return fallback(task);
        }
    }

    /** Returns the priority of a poll; 0 if the policy fails. */
    double priority(PendingTask task, Duration age) {
        try {
            return policy.priority(task, age);
        } catch (Throwable e) {
            LOG.warn("the polling policy failed; the poll has priority 0", e);
            return 0;
        }
    }

    /** Reports a task that has ended to the policy, if it produced a video and its generation time is known. */
    void ended(TrackedTask task, Duration by) {
        boolean succeeded = task.pollState()
                .lastStatus()
                .filter(TaskStatus.Succeeded.class::isInstance)
                .isPresent();
        if (!succeeded || task.isStartUnknown()) {
            return;
        }
        Duration after = task.lastPollAt();
        run(() -> learn(task, after, by));
    }

    private void learn(PendingTask task, Duration after, Duration by) {
        try {
            policy.ended(task, after, by);
        } catch (Throwable e) {
            LOG.warn("the polling policy failed and has not learned from this task", e);
        }
    }
}
