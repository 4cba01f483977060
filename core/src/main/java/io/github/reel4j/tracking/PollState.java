package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The results of the polls of one task so far. Thread-safe. */
final class PollState {

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
     * Adds the result of a poll.
     *
     * @param age the age of the task {@code now}
     * @return the end of the task or of its waits; empty if polling continues
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

    /** Returns the number of polls. */
    synchronized int polls() {
        return polls;
    }

    /** Returns the last status; empty if no poll returned one. */
    synchronized Optional<TaskStatus> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }

    /** Returns the failure of the last poll; empty if it returned a status. */
    synchronized Optional<VideoFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Returns the number of consecutive polls that failed. */
    synchronized int consecutiveFailures() {
        return consecutiveFailures;
    }

    /** Returns when the last status arrived, in {@code nanoTime}. */
    synchronized long lastPolledAt() {
        return lastPolledAt;
    }

    /** Returns the age of the task at the last poll that showed it had not ended; zero if there was none. */
    synchronized Duration lastRunningAge() {
        return Duration.ofNanos(lastRunningAge);
    }

    /** Returns the age at which the vendor expects the task to end; empty if the last status gave no estimate. */
    synchronized Optional<Duration> expectedEnd() {
        return expectedEnd == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofNanos(expectedEnd));
    }
}
