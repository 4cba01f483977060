package io.github.reel4j.order;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.RequestPlanner.PreparedRequest;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.submission.ScheduledRetries;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Uploads the local files of orders before the orders are sent. An upload counts as a call within the vendor's limits,
 * and waits for its permit as long as an order. It orders nothing, so after a failure that may pass it is repeated:
 * {@value FileUploads#MAX_ATTEMPTS} attempts for each file, 1 and 2 seconds apart, or as far apart as the vendor
 * demands, up to 10 minutes. Thread-safe.
 */
@Singleton
final class MediaUploads {

    private final Scheduler scheduler;
    private final ScheduledRetries retries;

    @Inject
    MediaUploads(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.retries = new ScheduledRetries(scheduler);
    }

    /** Runs {@code work}, which reads files, on a worker thread. */
    void execute(Runnable work) {
        scheduler.execute(work);
    }

    /**
     * Uploads on the caller's thread.
     *
     * @return the request with the URLs of its uploaded files, or the failure of the first upload that failed
     */
    Either<VideoFailure, PreparedRequest> upload(PreparedRequest prepared, RequestDispatcher dispatcher) {
        FileUploads files = new FileUploads(prepared);
        try {
            while (files.end().isEmpty()) {
                Duration pause = files.onResult(dispatcher.callForOrder(files::send));
                if (!pause.isZero()) {
                    scheduler.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            files.fail(VideoFailure.of(FailureKind.INTERRUPTED, "interrupted."));
        } catch (RejectedExecutionException e) {
            files.fail(closed());
        } catch (RuntimeException e) { // from waiting: an upload does not throw
            files.fail(VideoFailure.of(
                    FailureKind.UPLOAD_FAILED, "the scheduler failed with " + ExceptionName.of(e) + "."));
        }
        return files.end().orElseThrow();
    }

    /**
     * Uploads on worker threads, and blocks none of them while an upload waits for its permit or for its next attempt.
     *
     * @param isCancelled whether the order need not be sent any more; asked before each upload
     * @param onEnd called once with the result of {@link #upload}: on this thread if there is no file, otherwise on a
     *     worker or on the thread that closes the client
     */
    void uploadAsync(
            PreparedRequest prepared,
            RequestDispatcher dispatcher,
            BooleanSupplier isCancelled,
            Consumer<Either<VideoFailure, PreparedRequest>> onEnd) {
        next(new QueuedUploads(new FileUploads(prepared), dispatcher, isCancelled, onEnd));
    }

    private void next(QueuedUploads order) {
        order.files()
                .end()
                .ifPresentOrElse(
                        order.onEnd(),
                        () -> order.dispatcher()
                                .callForOrderAsync(
                                        () -> order.isCancelled().getAsBoolean()
                                                ? Either.left(OrderFailures.cancelled())
                                                : order.files().send(),
                                        result -> continueAfter(order.files().onResult(result), order)));
    }

    private void continueAfter(Duration pause, QueuedUploads order) {
        if (pause.isZero()) {
            next(order);
            return;
        }
        retries.schedule(pause, () -> next(order), () -> {
            order.files().fail(closed());
            next(order);
        });
    }

    /** Fails the uploads that wait for their next attempt. */
    void close() {
        retries.close();
    }

    private static VideoFailure closed() {
        return VideoFailure.of(FailureKind.INTERRUPTED, "the client was closed.");
    }

    /** The uploads of one order that run on worker threads. */
    private record QueuedUploads(
            FileUploads files,
            RequestDispatcher dispatcher,
            BooleanSupplier isCancelled,
            Consumer<Either<VideoFailure, PreparedRequest>> onEnd) {}
}
