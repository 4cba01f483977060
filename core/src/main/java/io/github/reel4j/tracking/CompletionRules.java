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
 * Judges the answers to one task's polls: which end it, or those who wait for it, and which only mean to ask again. A poll that fails
 * says nothing about the task, so trouble with the vendor never ends it; only what will not pass by itself does. Nearly all tasks
 * share {@link #INITIAL}.
 *
 * @param emptyResultCount answers that told of a success without a video
 * @param notFounds answers in a row by which the vendor does not know the task
 * @param authFailures how many answers in a row were about the key
 */
record CompletionRules(Repetition emptyResultCount, Repetition notFounds, int authFailures) {

    static final CompletionRules INITIAL = new CompletionRules(Repetition.NONE, Repetition.NONE, 0);

    /** A key that is exchanged while tasks are polled is read once more. */
    private static final int MAX_AUTH_FAILURES = 2;

    /**
     * A task may be unknown for a moment after it was accepted, and while a vendor restores a database or moves a service. Only so many
     * answers in a row, over so long a span, end it.
     */
    static final int MIN_NOT_FOUNDS = 4;

    static final Duration MIN_NOT_FOUND_SPAN = Duration.ofMinutes(2);

    private static final int MAX_EMPTY_RESULTS = 4;

    /** The one that knows of {@code answer} as well. */
    CompletionRules after(Either<VideoFailure, TaskStatus> result, Duration age) {
        Repetition empty = isOf(FailureKind.NO_RESULT, result) ? emptyResultCount.again(age) : emptyResultCount;
        Repetition unknown = isOf(FailureKind.TASK_NOT_FOUND, result) ? notFounds.again(age) : Repetition.NONE;
        int refused = result.isLeft() && isAuthFailure(result.getLeft()) ? authFailures + 1 : 0;
        boolean same = empty.equals(emptyResultCount) && unknown.equals(notFounds) && refused == authFailures;
        return same ? this : new CompletionRules(empty, unknown, refused);
    }

    private static boolean isOf(FailureKind kind, Either<VideoFailure, TaskStatus> result) {
        return result.isLeft() && result.getLeft().kind() == kind;
    }

    /**
     * Whether {@code end} ends those who wait now, and not the task: with the right key the vendor tells of it again, and whoever waits
     * for it then has it polled.
     */
    static boolean endsWaitOnly(Either<VideoFailure, GeneratedVideo> end) {
        return end.isLeft() && isAuthFailure(end.getLeft());
    }

    private static boolean isAuthFailure(VideoFailure failure) {
        return failure.kind() == FailureKind.AUTHENTICATION
                || failure.kind() == FailureKind.MISSING_CREDENTIALS
                || failure.kind() == FailureKind.CONFIGURATION;
    }

    /**
     * The end of the task or of those who wait for it, empty if it goes on.
     *
     * @param result the latest, which this verdict knows of
     * @param age of the task, since the vendor accepted it
     */
    Optional<Either<VideoFailure, GeneratedVideo>> of(Either<VideoFailure, TaskStatus> result, Duration age) {
        return result.fold(failure -> ofFailure(failure, age), CompletionRules::ofStatus);
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
        return switch (failure.kind()) {
            case NO_RESULT ->
                emptyResultCount.times() < MAX_EMPTY_RESULTS
                        ? Optional.empty()
                        : Optional.of(Either.left(repeated(failure, emptyResultCount, age)));
            case TASK_NOT_FOUND ->
                notFounds.times() < MIN_NOT_FOUNDS || notFounds.span(age).compareTo(MIN_NOT_FOUND_SPAN) < 0
                        ? Optional.empty()
                        : Optional.of(Either.left(repeated(failure, notFounds, age)));
            default -> authFailures >= MAX_AUTH_FAILURES ? Optional.of(Either.left(failure)) : Optional.empty();
        };
    }

    private static VideoFailure repeated(VideoFailure failure, Repetition said, Duration age) {
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + " It said so " + said.times() + " times over "
                        + DurationParser.describe(said.span(age)) + ". The task is kept: ask again later.")
                .build();
    }

    /**
     * How often something was said of a task.
     *
     * @param firstAt the task's age when it was said first
     */
    record Repetition(int times, Duration firstAt) {

        static final Repetition NONE = new Repetition(0, Duration.ZERO);

        Repetition again(Duration age) {
            return new Repetition(times + 1, times == 0 ? age : firstAt);
        }

        /** From the first time until {@code age}. */
        Duration span(Duration age) {
            return age.minus(firstAt);
        }
    }
}
