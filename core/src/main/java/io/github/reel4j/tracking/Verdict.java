package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.TimeSpan;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/**
 * Judges the answers to one task's polls: which end it, or those who wait for it, and which only mean to ask again. A poll that fails
 * says nothing about the task, so trouble with the vendor never ends it; only what will not pass by itself does. Nearly all tasks
 * share {@link #FIRST}.
 *
 * @param emptyResults how many answers told of a success without a video
 * @param firstEmptyAt the task's age at the first of them
 * @param refusedKeys how many answers in a row were about the key
 */
record Verdict(int emptyResults, Duration firstEmptyAt, int refusedKeys) {

    static final Verdict FIRST = new Verdict(0, Duration.ZERO, 0);

    /** A key that is exchanged while tasks are polled is read once more. */
    private static final int MOST_REFUSED_KEYS = 2;

    /** A task may be unknown for a moment after it was accepted. */
    private static final Duration NOT_FOUND_GRACE = Duration.ofMinutes(2);

    private static final int MOST_EMPTY_RESULTS = 4;

    /** The one that knows of {@code answer} as well. */
    Verdict after(Either<VideoFailure, TaskStatus> answer, Duration age) {
        boolean empty = answer.isLeft() && answer.getLeft().kind() == FailureKind.NO_RESULT;
        int refused = answer.isLeft() && isAboutTheKey(answer.getLeft()) ? refusedKeys + 1 : 0;
        if (empty) {
            return new Verdict(emptyResults + 1, emptyResults == 0 ? age : firstEmptyAt, refused);
        }
        return refused == refusedKeys ? this : new Verdict(emptyResults, firstEmptyAt, refused);
    }

    /**
     * Whether {@code end} ends those who wait now, and not the task: with the right key the vendor tells of it again, and whoever waits
     * for it then has it polled.
     */
    static boolean isForNow(Either<VideoFailure, GeneratedVideo> end) {
        return end.isLeft() && isAboutTheKey(end.getLeft());
    }

    private static boolean isAboutTheKey(VideoFailure failure) {
        return failure.kind() == FailureKind.AUTHENTICATION
                || failure.kind() == FailureKind.MISSING_CREDENTIALS
                || failure.kind() == FailureKind.CONFIGURATION;
    }

    /**
     * The end of the task or of those who wait for it, empty if it goes on.
     *
     * @param answer the latest, which this verdict knows of
     * @param age of the task, since the vendor accepted it
     */
    Optional<Either<VideoFailure, GeneratedVideo>> of(Either<VideoFailure, TaskStatus> answer, Duration age) {
        return answer.fold(failure -> ofFailure(failure, age), Verdict::ofStatus);
    }

    private static Optional<Either<VideoFailure, GeneratedVideo>> ofStatus(TaskStatus status) {
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return Optional.of(Either.right(succeeded.video()));
        }
        if (status instanceof TaskStatus.Failed failed) {
            return Optional.of(Either.left(failed.failure()));
        }
        return Optional.empty();
    }

    private Optional<Either<VideoFailure, GeneratedVideo>> ofFailure(VideoFailure failure, Duration age) {
        if (failure.kind() == FailureKind.NO_RESULT) {
            return ofEmptyResult(failure, age);
        }
        boolean ends = refusedKeys >= MOST_REFUSED_KEYS
                || (failure.kind() == FailureKind.TASK_NOT_FOUND && age.compareTo(NOT_FOUND_GRACE) >= 0);
        return ends ? Optional.of(Either.left(failure)) : Optional.empty();
    }

    private Optional<Either<VideoFailure, GeneratedVideo>> ofEmptyResult(VideoFailure failure, Duration age) {
        if (emptyResults < MOST_EMPTY_RESULTS) {
            return Optional.empty();
        }
        String repeated = " It said so " + emptyResults + " times over " + TimeSpan.describe(age.minus(firstEmptyAt))
                + ". The task is kept: ask again later.";
        return Optional.of(Either.left(VideoFailure.builder()
                .from(failure)
                .message(failure.message() + repeated)
                .build()));
    }
}
