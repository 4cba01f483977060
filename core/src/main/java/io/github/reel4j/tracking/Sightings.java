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

    private final Verdict verdict = new Verdict();
    private int polls;
    private @Nullable TaskStatus lastStatus;
    private long lastSeenAt;
    private @Nullable VideoFailure lastTrouble;

    /** Counts a poll's answer; what it ends the task with, empty if the task goes on. */
    synchronized Optional<Either<VideoFailure, GeneratedVideo>> add(
            Either<VideoFailure, TaskStatus> answer, Duration age, long now) {
        polls++;
        lastTrouble = answer.isLeft() ? answer.getLeft() : null;
        if (answer.isRight()) {
            lastSeenAt = now;
            lastStatus = answer.get();
        }
        return verdict.of(answer, age);
    }

    public synchronized int polls() {
        return polls;
    }

    public synchronized Optional<TaskStatus> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }

    /** When the last status was seen, {@code nanoTime}. */
    synchronized long lastSeenAt() {
        return lastSeenAt;
    }

    /** Why the last poll saw no status; empty if it did. */
    public synchronized Optional<VideoFailure> lastTrouble() {
        return Optional.ofNullable(lastTrouble);
    }
}
