package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen of one task, and what that means. Thread-safe. */
public final class Sightings {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private Verdict verdict = Verdict.FIRST;
    private int polls;
    private int troubles;
    private long lastSeenAt;
    private long lastUnfinished;
    private long expectedEnd = UNKNOWN;
    private @Nullable TaskStatus lastStatus;
    private @Nullable VideoFailure lastTrouble;

    /**
     * Counts a poll's answer.
     *
     * @param age of the task {@code now}
     * @return what it ends the task with, or those who wait for it; empty if it goes on
     */
    synchronized Optional<Either<VideoFailure, GeneratedVideo>> add(
            Either<VideoFailure, TaskStatus> answer, Duration age, long now) {
        verdict = verdict.after(answer, age);
        Optional<Either<VideoFailure, GeneratedVideo>> end = verdict.of(answer, age);
        polls++;
        if (answer.isLeft()) {
            troubles++;
            lastTrouble = answer.getLeft();
        } else {
            troubles = 0;
            lastTrouble = null;
            lastStatus = answer.get();
            lastSeenAt = now;
            if (end.isEmpty()) {
                lastUnfinished = age.toNanos();
                expectedEnd = expectedEnd(answer.get());
            }
        }
        return end;
    }

    private long expectedEnd(TaskStatus status) {
        return status instanceof TaskStatus.Running running
                        && running.remaining().isPresent()
                ? lastUnfinished + Nanos.of(running.remaining().get())
                : UNKNOWN;
    }

    public synchronized int polls() {
        return polls;
    }

    public synchronized Optional<TaskStatus> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }

    /** Why the last poll saw no status; empty if it did. */
    public synchronized Optional<VideoFailure> lastTrouble() {
        return Optional.ofNullable(lastTrouble);
    }

    /** How many polls in a row saw no status. */
    synchronized int troubles() {
        return troubles;
    }

    /** When the last status was seen, {@code nanoTime}. */
    synchronized long lastSeenAt() {
        return lastSeenAt;
    }

    /** The task's age when it was last seen not to have ended; zero if it never was. */
    synchronized Duration lastUnfinished() {
        return Duration.ofNanos(lastUnfinished);
    }

    /** The age at which the vendor expects it to end. */
    synchronized Optional<Duration> expectedEnd() {
        return expectedEnd == UNKNOWN ? Optional.empty() : Optional.of(Duration.ofNanos(expectedEnd));
    }
}
