package io.github.reel4j.discovery;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Calls the ports of a provider. Exceptions become failures, and results are copied into classes of reel4j. */
final class SafePortCaller {

    private SafePortCaller() {}

    /**
     * Calls a port. Errors are caught too, because the order may have been billed nevertheless. The message of an
     * exception is not shown, because it may contain a key.
     *
     * @param kind the kind of the failure if the port throws or returns null
     * @param consequence what this means for the user, one sentence
     */
    static <T> Either<VideoFailure, T> of(
            FailureKind kind, String consequence, Supplier<Either<VideoFailure, T>> call) {
        return of(kind, consequence, value -> value, call);
    }

    /** Calls a port that returns a status, like {@link #of}. */
    static Either<VideoFailure, TaskStatus> ofStatus(
            FailureKind kind, String consequence, Supplier<Either<VideoFailure, TaskStatus>> call) {
        return of(kind, consequence, SafePortCaller::copy, call);
    }

    private static <T> Either<VideoFailure, T> of(
            FailureKind kind, String consequence, UnaryOperator<T> copy, Supplier<Either<VideoFailure, T>> call) {
        try {
            Either<VideoFailure, T> result = Objects.requireNonNull(call.get(), "a port returned null");
            return result.isRight()
                    ? Either.right(copy.apply(Objects.requireNonNull(result.get(), "a port returned a null value")))
                    : Either.left(copy(Objects.requireNonNull(result.getLeft(), "a port returned a null failure")));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) { // thrown undeclared
                Thread.currentThread().interrupt();
            }
            return Either.left(VideoFailure.of(
                    kind,
                    "the provider has a defect: it threw " + ExceptionName.of(e) + ". " + consequence
                            + " Report the defect to the provider's author."));
        }
    }

    private static VideoFailure copy(VideoFailure failure) {
        return VideoFailure.builder().from(failure).build();
    }

    private static GeneratedVideo copy(GeneratedVideo video) {
        return GeneratedVideo.builder()
                .from(video)
                .others(video.others().stream().map(SafePortCaller::copy).toList())
                .build();
    }

    private static TaskStatus copy(TaskStatus status) {
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return new TaskStatus.Succeeded(copy(succeeded.video()));
        }
        if (status instanceof TaskStatus.Cancelled cancelled) {
            return new TaskStatus.Cancelled(copy(cancelled.failure()));
        }
        return status instanceof TaskStatus.Failed failed ? new TaskStatus.Failed(copy(failed.failure())) : status;
    }
}
