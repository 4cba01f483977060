package io.github.reel4j.submission;

import io.github.reel4j.event.EventPublisher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sends orders to a vendor, each send with a permit of the vendor's dispatcher. Repeats a send only if {@link
 * SubmitRetryPolicy} allows it. Thread-safe.
 */
@Singleton
public final class Submitter {

    private static final Duration NOTIFICATION_TIMEOUT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final OrderRecorder journal;
    private final OrderEvents events;
    private final SubmitRetryPolicy retryPolicy;
    private final TimeLimitedCalls rejections = new TimeLimitedCalls("reel4j-rejection", NOTIFICATION_TIMEOUT);
    private final DuplicateTaskGuard duplicateGuard = new DuplicateTaskGuard();
    private final ScheduledRetries retries;
    private final SendsInProgress sends;

    /** Creates a submitter without listeners to its events. */
    Submitter(Scheduler scheduler, OrderRecorder journal) {
        this(scheduler, journal, new OrderEvents(EventPublisher.none(scheduler)), SubmitRetryPolicy.DEFAULT);
    }

    @Inject
    Submitter(Scheduler scheduler, OrderRecorder journal, OrderEvents events, SubmitRetryPolicy retryPolicy) {
        this.scheduler = scheduler;
        this.journal = journal;
        this.events = events;
        this.retryPolicy = retryPolicy;
        this.retries = new ScheduledRetries(scheduler);
        this.sends = new SendsInProgress(scheduler);
    }

    /**
     * Sends an order on the caller's thread and waits for the result. An interrupt ends waiting for a permit or a
     * retry.
     */
    public Either<VideoFailure, TaskRef> submit(OrderToSubmit submission) {
        OrderSubmission attempt = attempt(submission);
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Optional<VideoFailure> rejection = attempt.permitSource().acquire();
                if (rejection.isPresent()) {
                    return attempt.finish(Either.left(rejection.get()));
                }
                Either<VideoFailure, TaskRef> result = send(attempt);
                Optional<Duration> wait = attempt.delayBeforeRetry(result);
                if (wait.isEmpty()) {
                    return result;
                }
                if (!wait.get().isZero()) {
                    scheduler.sleep(wait.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return attempt.finish(Either.left(SubmissionFailures.unsent("interrupted")));
        } catch (RejectedExecutionException e) {
            return attempt.finish(Either.left(SubmissionFailures.unsent("the client was closed")));
        } catch (RuntimeException e) { // from waiting: a send does not throw
            return attempt.finish(
                    Either.left(SubmissionFailures.unsent("the scheduler failed with " + ExceptionName.of(e))));
        }
    }

    /** Sends an order on a worker thread when the dispatcher has a permit, and calls {@code listener} there. */
    public void submitAsync(OrderToSubmit submission, SubmissionListener listener) {
        queue(attempt(submission), listener);
    }

    private OrderSubmission attempt(OrderToSubmit submission) {
        return new OrderSubmission(scheduler, journal, duplicateGuard, submission, events, retryPolicy);
    }

    private void queue(OrderSubmission attempt, SubmissionListener listener) {
        attempt.permitSource()
                .submit(
                        () -> sendOnWorker(attempt, listener),
                        rejection -> notifyRejected(listener, attempt, rejection));
    }

    private void sendOnWorker(OrderSubmission attempt, SubmissionListener listener) {
        Either<VideoFailure, TaskRef> result;
        sends.start();
        try {
            if (!listener.tryStart()) {
                cancel(attempt, listener);
                return;
            }
            result = attempt.send();
        } finally {
            sends.end(); // before the listener, which may run the program's code
        }
        onResult(attempt, listener, result);
    }

    private Either<VideoFailure, TaskRef> send(OrderSubmission attempt) {
        sends.start();
        try {
            return attempt.send();
        } finally {
            sends.end();
        }
    }

    private static void cancel(OrderSubmission attempt, SubmissionListener listener) {
        attempt.releasePermit();
        listener.onResult(attempt.finish(Either.left(SubmissionFailures.unsent("cancelled"))));
    }

    /** Notifies on another thread, because the caller may be closing the client and the listener may block. */
    private void notifyRejected(SubmissionListener listener, OrderSubmission attempt, VideoFailure rejection) {
        rejections.run(() -> listener.onResult(attempt.finish(Either.left(rejection))));
    }

    private void onResult(OrderSubmission attempt, SubmissionListener listener, Either<VideoFailure, TaskRef> result) {
        Optional<Duration> wait = attempt.delayBeforeRetry(result);
        if (wait.isEmpty()) {
            listener.onResult(result);
            return;
        }
        listener.onRejected();
        retries.schedule(
                wait.get(),
                () -> queue(attempt, listener),
                () -> notifyRejected(listener, attempt, SubmissionFailures.unsent("the client was closed")));
    }

    /** Cancels all scheduled retries and reports their orders as unsent. */
    public void close() {
        retries.close();
    }

    /**
     * Waits until the orders that threads are sending have their results. An interrupt does not end the wait, because
     * that could lose a paid task; it stays set.
     *
     * @param timeout the longest wait
     */
    public void awaitSent(Duration timeout) {
        sends.await(timeout);
    }

    /** Follows one queued order. */
    public interface SubmissionListener {

        /** Called before each send. Returns false if the order was cancelled; then it is not sent. */
        boolean tryStart();

        /**
         * Called when the order was provably not accepted and waits for another send; until then it may be cancelled.
         */
        default void onRejected() {}

        /** Called at most once, with the final result. */
        void onResult(Either<VideoFailure, TaskRef> result);
    }
}
