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

/** What ports return, made safe: values of our own classes, whatever class a provider's have, and a failure for what is thrown. */
final class SafePortResult {

    private SafePortResult() {}

    /**
     * Calls a port. Errors are caught as well: an order that ended in one may be billed all the same. The text of what escaped is not
     * shown: it may hold a key.
     *
     * @param kind of the failure if the port breaks its contract
     * @param consequence for people, one sentence
     */
    static <T> Either<VideoFailure, T> of(
            FailureKind kind, String consequence, Supplier<Either<VideoFailure, T>> call) {
        return of(kind, consequence, value -> value, call);
    }

    /** The same for a status. */
    static Either<VideoFailure, TaskStatus> ofStatus(
            FailureKind kind, String consequence, Supplier<Either<VideoFailure, TaskStatus>> call) {
        return of(kind, consequence, SafePortResult::copy, call);
    }

    private static <T> Either<VideoFailure, T> of(
            FailureKind kind, String consequence, UnaryOperator<T> copy, Supplier<Either<VideoFailure, T>> call) {
        try {
            Either<VideoFailure, T> result = Objects.requireNonNull(call.get(), "a port returned null");
            return result.isRight()
                    ? Either.right(copy.apply(Objects.requireNonNull(result.get(), "a port returned a null value")))
                    : Either.left(copy(Objects.requireNonNull(result.getLeft(), "a port returned a null failure")));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) { // sneaked past the compiler
                Thread.currentThread().interrupt();
            }
            return Either.left(VideoFailure.of(
                    kind,
                    "the provider has a defect: " + ExceptionName.of(e) + " escaped from a port. " + consequence));
        }
    }

    private static VideoFailure copy(VideoFailure failure) {
        return VideoFailure.builder().from(failure).build();
    }

    private static TaskStatus copy(TaskStatus status) {
        if (status instanceof TaskStatus.Succeeded succeeded) {
            return new TaskStatus.Succeeded(
                    GeneratedVideo.builder().from(succeeded.video()).build());
        }
        return status instanceof TaskStatus.Failed failed ? new TaskStatus.Failed(copy(failed.failure())) : status;
    }
}
