package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ask again, {@code nanoTime}. Trouble says nothing of the task, so after it that is no matter of the polling policy.
 *
 * @param notBefore the earliest that a hint may bring it forward to; what the vendor asks for, its lane keeps to
 */
record NextPoll(long dueAt, long notBefore) {

    /** A hint is followed at most this often. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    /** What is not there yet is looked for evenly: four looks in a minute, seven in two. */
    private static final Duration NOT_THERE = Duration.ofSeconds(20);

    /**
     * After {@code answer}, which came {@code now}.
     *
     * @param planned the task's age at the next poll by the polling policy
     */
    static NextPoll of(TaskTracking task, Duration planned, Either<VideoFailure, TaskStatus> answer, long now) {
        long notBefore = now + Nanos.of(SOON);
        if (answer.isRight()) {
            return new NextPoll(Math.max(now, task.timeOf(planned)), notBefore);
        }
        boolean soon = task.vendor().lane().mayRetrySoon();
        Duration usual = planned.minus(task.lastPollAt());
        Duration wait = after(answer.getLeft(), usual, task.sightings().troubles(), soon);
        return new NextPoll(now + Nanos.of(wait), notBefore);
    }

    /**
     * The wait after {@code trouble}; never less than the vendor asks for, up to {@link Lane#MAX_PAUSE}.
     *
     * @param usual the wait that the polling policy would have; the first after trouble is no longer
     * @param inARow how many polls in a row failed, 1 or more
     * @param soon whether an early retry may be afforded
     */
    static Duration after(VideoFailure trouble, Duration usual, int inARow, boolean soon) {
        Duration own = isNotThere(trouble) ? NOT_THERE : backoff(usual, inARow, soon);
        Duration wished = trouble.retryAfter().orElse(Duration.ZERO);
        Duration asked = wished.compareTo(Lane.MAX_PAUSE) > 0 ? Lane.MAX_PAUSE : wished;
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static boolean isNotThere(VideoFailure trouble) {
        return trouble.kind() == FailureKind.NO_RESULT || trouble.kind() == FailureKind.TASK_NOT_FOUND;
    }

    private static Duration backoff(Duration usual, int inARow, boolean soon) {
        Duration first = usual.compareTo(FIRST) < 0 ? usual : FIRST;
        Duration grown = first.multipliedBy(1L << Math.min(inARow - 1, 16));
        if (!soon || grown.compareTo(SLOWEST) >= 0) {
            return scaled(SLOWEST, 1, 1.2);
        }
        return scaled(grown, 0.5, 1);
    }

    private static Duration scaled(Duration span, double least, double most) {
        double factor = ThreadLocalRandom.current().nextDouble(least, most);
        return Duration.ofNanos((long) (span.toNanos() * factor));
    }
}
