package io.github.reel4j.discovery;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider whose ports cannot throw: whatever escapes from one becomes the failure that is safe to assume. An order during
 * which the provider broke down may have been billed.
 */
final class GuardedProvider extends ForwardingProvider {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedProvider.class);

    GuardedProvider(VideoProvider provider) {
        super(provider);
    }

    @Override
    public VideoGenerator generator() {
        return this::submit;
    }

    @Override
    public StatusTracker tracker() {
        return this::status;
    }

    @Override
    public PricingModel pricing() {
        return this::estimate;
    }

    @Override
    public VideoDownloader downloader() {
        return this::download;
    }

    @Override
    public Optional<TaskCanceller> canceller() {
        return super.canceller().map(canceller -> task -> cancel(canceller, task));
    }

    @Override
    public Optional<CallbackReader> callbacks() {
        return super.callbacks().map(GuardedReader::new);
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (Throwable e) { // others are to be closed as well; the text is not shown: it may hold a key
            LOG.warn("the provider '{}' could not be closed: {}", id(), name(e));
        }
    }

    private Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return guarded(
                FailureKind.SUBMISSION_UNKNOWN,
                "The vendor may have accepted and billed the order; look at its console before ordering again.",
                () -> super.generator().submit(request).flatMap(task -> whole(request, task)));
    }

    /** A reference to another vendor's task would be resumed there, and this order's would be lost. */
    private static Either<VideoFailure, TaskRef> whole(ResolvedRequest request, TaskRef task) {
        return task.provider().equals(request.provider()) && task.operation() == request.operation()
                ? Either.right(task)
                : Either.left(VideoFailure.of(
                        FailureKind.SUBMISSION_UNKNOWN,
                        "the provider has a defect: it answered an order of " + request.operation() + " from "
                                + request.provider() + " with the task " + task
                                + ". The vendor may have accepted and billed the order; look at its console before"
                                + " ordering again."));
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return GuardedProvider.<TaskStatus>guarded(
                        FailureKind.UNAVAILABLE,
                        "The task is kept.",
                        () -> super.tracker().status(task))
                .mapLeft(failure -> failure.withTask(task))
                .map(status -> status instanceof TaskStatus.Failed failed
                        ? new TaskStatus.Failed(failed.failure().withTask(task))
                        : status);
    }

    private static Either<VideoFailure, CancelOutcome> cancel(TaskCanceller canceller, TaskRef task) {
        return GuardedProvider.<CancelOutcome>guarded(
                        FailureKind.UNAVAILABLE,
                        "Whether the task was cancelled is not known; its status tells.",
                        () -> canceller.cancel(task))
                .mapLeft(failure -> failure.withTask(task));
    }

    /** A reader that cannot throw either; what strangers post must not reach a program as an exception. */
    private record GuardedReader(CallbackReader reader) implements CallbackReader {

        private static final String UNREAD = "The callback is not believed; polls go on.";

        @Override
        public boolean signed() {
            return reader.signed();
        }

        @Override
        public Optional<Duration> window() {
            return reader.window();
        }

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return guarded(FailureKind.UNEXPECTED_REPLY, UNREAD, () -> reader.read(callback));
        }

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return guarded(FailureKind.UNEXPECTED_REPLY, UNREAD, () -> reader.task(order, hint));
        }
    }

    private Estimate estimate(ResolvedRequest request) {
        try {
            return Objects.requireNonNull(super.pricing().estimate(request), "an estimate was null");
        } catch (InvalidSettingException e) {
            return new Estimate.Unknown(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            return new Estimate.Unknown("the provider '" + id() + "' failed to price the order: " + name(e));
        }
    }

    private Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        return GuardedProvider.<Path>guarded(
                        FailureKind.DOWNLOAD_FAILED,
                        "The video is at the vendor still.",
                        () -> super.downloader().download(video, target))
                .mapLeft(failure -> failure.withTask(video.task()));
    }

    /**
     * Errors are caught as well: an order that ended in one may be billed all the same. The text of what escaped is not shown:
     * it may hold a key.
     */
    private static <T> Either<VideoFailure, T> guarded(
            FailureKind kind, String consequence, Supplier<Either<VideoFailure, T>> call) {
        try {
            Either<VideoFailure, T> answer = Objects.requireNonNull(call.get(), "a port answered null");
            Objects.requireNonNull(answer.fold(failure -> failure, value -> value), "a port answered with null");
            return answer;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) { // sneaked past the compiler
                Thread.currentThread().interrupt();
            }
            return Either.left(VideoFailure.of(
                    kind, "the provider has a defect: " + name(e) + " escaped from a port. " + consequence));
        }
    }

    private static String name(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        return problem.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
