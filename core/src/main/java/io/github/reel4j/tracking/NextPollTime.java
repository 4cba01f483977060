package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The time of a task's next poll. The polling policy decides it after a status; after a failed poll, which says nothing
 * about the task, a back-off decides it. Times are {@code nanoTime}.
 *
 * @param dueAt when the next poll is due
 * @param notBefore the earliest time to which a hint may move the poll; the dispatcher observes the pauses of the
 *     vendor
 */
public record NextPollTime(long dueAt, long notBefore) {

    /** The shortest time between a poll and one that a hint causes. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(2);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

    /**
     * The interval while the vendor does not know the task, or reports success without a video: 4 polls in 1 min, 7 in
     * 2 min.
     */
    private static final Duration NOT_FOUND_INTERVAL = Duration.ofSeconds(20);

    /**
     * Returns the time of the next poll after {@code result}, which arrived {@code now}.
     *
     * @param planned the age of the task at which the polling policy would poll next
     */
    static NextPollTime of(TrackedTask task, Duration planned, Either<VideoFailure, TaskStatus> result, long now) {
        long notBefore = now + NanoDurations.of(MIN_INTERVAL);
        if (result.isRight()) {
            return new NextPollTime(Math.max(now, task.timeOf(planned)), notBefore);
        }
        boolean early = task.poller().dispatcher().tryAcquireRetry();
        Duration delay = planned.minus(task.lastPollAt());
        Duration wait = delayAfter(result.getLeft(), delay, task.pollState().consecutiveFailures(), early);
        return new NextPollTime(now + NanoDurations.of(wait), notBefore);
    }

    /**
     * Returns the delay after a failed poll. It is not shorter than the delay that the vendor requested, of which at
     * most {@link RequestDispatcher#MAX_PAUSE} counts.
     *
     * @param planned the delay of the polling policy; the first retry is not later than that
     * @param failuresInARow the number of consecutive failed polls, at least 1
     * @param early whether the retry budget affords an early retry
     */
    public static Duration delayAfter(VideoFailure failure, Duration planned, int failuresInARow, boolean early) {
        Duration own = isNotFound(failure) ? NOT_FOUND_INTERVAL : backoff(planned, failuresInARow, early);
        Duration requested = failure.retryAfter().orElse(Duration.ZERO);
        Duration bounded =
                requested.compareTo(RequestDispatcher.MAX_PAUSE) > 0 ? RequestDispatcher.MAX_PAUSE : requested;
        return bounded.compareTo(own) > 0 ? bounded : own;
    }

    private static boolean isNotFound(VideoFailure failure) {
        return failure.kind() == FailureKind.NO_RESULT || failure.kind() == FailureKind.TASK_NOT_FOUND;
    }

    private static Duration backoff(Duration planned, int failuresInARow, boolean early) {
        Duration first = planned.compareTo(INITIAL_BACKOFF) < 0 ? planned : INITIAL_BACKOFF;
        Duration grown = first.multipliedBy(1L << Math.min(failuresInARow - 1, 16));
        if (!early || grown.compareTo(MAX_BACKOFF) >= 0) {
            return scaled(MAX_BACKOFF, 1, 1.2);
        }
        return scaled(grown, 0.5, 1);
    }

    private static Duration scaled(Duration span, double min, double max) {
        double factor = ThreadLocalRandom.current().nextDouble(min, max);
        return Duration.ofNanos((long) (span.toNanos() * factor));
    }
}
