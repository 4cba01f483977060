package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.DurationParser;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides from the results of a task's polls whether the task has ended, whether only its current waits fail, for
 * example after a rejected API key, or whether polling continues. A failed poll says nothing about the task, so an
 * outage never ends it. Immutable; nearly all tasks share {@link #INITIAL}.
 *
 * @param emptyResults results that reported success without a video
 * @param notFounds consecutive results in which the vendor did not know the task
 * @param authFailures the number of consecutive failures about the API key or the configuration
 */
public record CompletionRules(Repetition emptyResults, Repetition notFounds, int authFailures) {

    /** The rules before the first poll. */
    public static final CompletionRules INITIAL = new CompletionRules(Repetition.NONE, Repetition.NONE, 0);

    /** Allows 1 poll with a key that is being replaced; the next poll reads the new key. */
    private static final int MAX_AUTH_FAILURES = 2;

    /**
     * The number of consecutive not-found results that end a task, if they also span {@link #MIN_NOT_FOUND_SPAN}. A
     * vendor may not know a task for a moment after it accepted it, or while it restores a database or moves a service.
     */
    static final int MIN_NOT_FOUNDS = 4;

    static final Duration MIN_NOT_FOUND_SPAN = Duration.ofMinutes(2);

    private static final int MAX_EMPTY_RESULTS = 4;

    /** Returns these rules with {@code result} counted. */
    public CompletionRules after(Either<VideoFailure, TaskStatus> result, Duration age) {
        Repetition empty = isOf(FailureKind.NO_RESULT, result) ? emptyResults.again(age) : emptyResults;
        Repetition unknown = isOf(FailureKind.TASK_NOT_FOUND, result) ? notFounds.again(age) : Repetition.NONE;
        int auth = result.isLeft() && isAuthFailure(result.getLeft()) ? authFailures + 1 : 0;
        boolean same = empty.equals(emptyResults) && unknown.equals(notFounds) && auth == authFailures;
        return same ? this : new CompletionRules(empty, unknown, auth);
    }

    private static boolean isOf(FailureKind kind, Either<VideoFailure, TaskStatus> result) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }

    /**
     * Returns whether {@code end} ends only the current waits, not the task. After a failure about the key, later waits
     * poll the task again, with a corrected key.
     */
    public static boolean endsWaitOnly(Either<VideoFailure, GeneratedVideo> end) {
        return end.isLeft() && isAuthFailure(end.getLeft());
    }

    private static boolean isAuthFailure(VideoFailure failure) {
        return failure.kind() == FailureKind.AUTHENTICATION
                || failure.kind() == FailureKind.MISSING_CREDENTIALS
                || failure.kind() == FailureKind.CONFIGURATION;
    }

    /**
     * Returns the end of the task or of its waits; empty if polling continues.
     *
     * @param result the latest result, which {@link #after} has counted
     * @param age the age of the task, since the vendor accepted it
     */
    public Optional<Either<VideoFailure, GeneratedVideo>> of(Either<VideoFailure, TaskStatus> result, Duration age) {
        return result.fold(failure -> ofFailure(failure, age), CompletionRules::ofStatus);
    }

    private static Optional<Either<VideoFailure, GeneratedVideo>> ofStatus(TaskStatus status) {
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return Optional.of(Either.right(succeeded.video()));
        }
        if (status instanceof TaskStatus.Failed failed) {
            return Optional.of(Either.left(failed.failure()));
        }
        if (status instanceof TaskStatus.Cancelled cancelled) {
            return Optional.of(Either.left(cancelled.failure()));
        }
        return Optional.empty();
    }

    private Optional<Either<VideoFailure, GeneratedVideo>> ofFailure(VideoFailure failure, Duration age) {
        return switch (failure.kind()) {
            case NO_RESULT ->
                emptyResults.times() < MAX_EMPTY_RESULTS
                        ? Optional.empty()
                        : Optional.of(Either.left(repeated(failure, emptyResults, age)));
            case TASK_NOT_FOUND ->
                notFounds.times() < MIN_NOT_FOUNDS || notFounds.span(age).compareTo(MIN_NOT_FOUND_SPAN) < 0
                        ? Optional.empty()
                        : Optional.of(Either.left(repeated(failure, notFounds, age)));
            default -> authFailures >= MAX_AUTH_FAILURES ? Optional.of(Either.left(failure)) : Optional.empty();
        };
    }

    private static VideoFailure repeated(VideoFailure failure, Repetition results, Duration age) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + " The vendor gave this response " + results.times() + " times in "
                        + DurationParser.describe(results.span(age)) + ". Resume the task later; this is free.")
                .build();
    }

    /**
     * Counts results of one kind.
     *
     * @param firstAt the age of the task at the first of them
     */
    public record Repetition(int times, Duration firstAt) {

        /** No result. */
        public static final Repetition NONE = new Repetition(0, Duration.ZERO);

        Repetition again(Duration age) {
            return new Repetition(times + 1, times == 0 ? age : firstAt);
        }

        /** Returns the time from the first of them until {@code age}. */
        Duration span(Duration age) {
            return age.minus(firstAt);
        }
    }
}
