package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ask again, {@code nanoTime}. Trouble says nothing of the task, so after it that is no matter of the polling policy.
 *
 * @param notBefore the earliest that a hint may bring it forward to; what the vendor asks for, its lane keeps to
 */
record PollDelay(long dueAt, long notBefore) {

    /** A hint is followed at most this often. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(2);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

    /** What is not there yet is looked for evenly: four looks in a minute, seven in two. */
    private static final Duration NOT_FOUND_INTERVAL = Duration.ofSeconds(20);

    /**
     * After {@code answer}, which came {@code now}.
     *
     * @param planned the task's age at the next poll by the polling policy
     */
    static PollDelay of(TrackedTask task, Duration planned, Either<VideoFailure, TaskStatus> result, long now) {
        long notBefore = now + NanoDurations.of(MIN_INTERVAL);
        if (result.isRight()) {
            return new PollDelay(Math.max(now, task.timeOf(planned)), notBefore);
        }
        boolean soon = task.poller().dispatcher().tryAcquireRetry();
        Duration defaultValue = planned.minus(task.lastPollAt());
        Duration wait =
                delayAfter(result.getLeft(), defaultValue, task.pollState().consecutiveFailures(), soon);
        return new PollDelay(now + NanoDurations.of(wait), notBefore);
    }

    /**
     * The wait after {@code trouble}; never less than the vendor asks for, up to {@link RequestDispatcher#MAX_PAUSE}.
     *
     * @param defaultValue the wait that the polling policy would have; the first after trouble is no longer
     * @param inARow how many polls in a row failed, 1 or more
     * @param soon whether an early retry may be afforded
     */
    static Duration delayAfter(VideoFailure failure, Duration defaultValue, int inARow, boolean soon) {
        Duration own = isNotFound(failure) ? NOT_FOUND_INTERVAL : backoff(defaultValue, inARow, soon);
        Duration wished = failure.retryAfter().orElse(Duration.ZERO);
        Duration asked = wished.compareTo(RequestDispatcher.MAX_PAUSE) > 0 ? RequestDispatcher.MAX_PAUSE : wished;
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static boolean isNotFound(VideoFailure failure) {
        return failure.kind() == FailureKind.NO_RESULT || failure.kind() == FailureKind.TASK_NOT_FOUND;
    }

    private static Duration backoff(Duration defaultValue, int inARow, boolean soon) {
        Duration first = defaultValue.compareTo(INITIAL_BACKOFF) < 0 ? defaultValue : INITIAL_BACKOFF;
        Duration grown = first.multipliedBy(1L << Math.min(inARow - 1, 16));
        if (!soon || grown.compareTo(MAX_BACKOFF) >= 0) {
            return scaled(MAX_BACKOFF, 1, 1.2);
        }
        return scaled(grown, 0.5, 1);
    }

    private static Duration scaled(Duration span, double min, double max) {
        double factor = ThreadLocalRandom.current().nextDouble(min, max);
        return Duration.ofNanos((long) (span.toNanos() * factor));
    }
}
