package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen of one task, and what that means. Thread-safe. */
public final class PollState {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private CompletionRules completionRules = CompletionRules.INITIAL;
    private int polls;
    private int consecutiveFailures;
    private long lastPolledAt;
    private long lastRunningAge;
    private long expectedEnd = UNKNOWN;
    private @Nullable TaskStatus lastStatus;
    private @Nullable VideoFailure lastFailure;

    /**
     * Counts a poll's answer.
     *
     * @param age of the task {@code now}
     * @return what it ends the task with, or those who wait for it; empty if it goes on
     */
    synchronized Optional<Either<VideoFailure, GeneratedVideo>> add(
            Either<VideoFailure, TaskStatus> result, Duration age, long now) {
        completionRules = completionRules.after(result, age);
        Optional<Either<VideoFailure, GeneratedVideo>> end = completionRules.of(result, age);
        polls++;
        if (result.isLeft()) {
            consecutiveFailures++;
            lastFailure = result.getLeft();
        } else {
            consecutiveFailures = 0;
            lastFailure = null;
            lastStatus = result.get();
            lastPolledAt = now;
            if (end.isEmpty()) {
                lastRunningAge = age.toNanos();
                expectedEnd = expectedEnd(result.get());
            }
        }
        return end;
    }

    private long expectedEnd(TaskStatus status) {
        return status instanceof TaskStatus.Running running
                        && running.remaining().isPresent()
                ? lastRunningAge + NanoDurations.of(running.remaining().get())
                : UNKNOWN;
    }

    public synchronized int polls() {
        return polls;
    }

    public synchronized Optional<TaskStatus> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }

    /** Why the last poll saw no status; empty if it did. */
    public synchronized Optional<VideoFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** How many polls in a row saw no status. */
    synchronized int consecutiveFailures() {
        return consecutiveFailures;
    }

    /** When the last status was seen, {@code nanoTime}. */
    synchronized long lastPolledAt() {
        return lastPolledAt;
    }

    /** The task's age when it was last seen not to have ended; zero if it never was. */
    synchronized Duration lastRunningAge() {
        return Duration.ofNanos(lastRunningAge);
    }

    /** The age at which the vendor expects it to end. */
    synchronized Optional<Duration> expectedEnd() {
        return expectedEnd == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofNanos(expectedEnd));
    }
}
