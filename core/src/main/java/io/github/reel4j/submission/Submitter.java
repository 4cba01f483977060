package io.github.reel4j.submission;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.DurationParser;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends orders, each in its turn of the vendor's lane, and again only under {@link SubmitRetryPolicy}. Thread-safe. */
@Singleton
public final class Submitter {

    private static final SafeLog LOG = SafeLog.of(Submitter.class);
    private static final Duration TELLING_TIMEOUT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final OrderRecorder journal;
    private final TimeLimitedCalls refusals = new TimeLimitedCalls("reel4j-refusal", TELLING_TIMEOUT);
    private final DuplicateTaskGuard duplicateGuard = new DuplicateTaskGuard();
    private final Set<ScheduledRetry> retries = ConcurrentHashMap.newKeySet();
    /** One party for each order that a worker sends, and one for the client until it is closed. */
    private final Phaser sending = new Phaser(1);

    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile boolean closed;

    @Inject
    Submitter(Scheduler scheduler, OrderRecorder journal) {
        this.scheduler = scheduler;
        this.journal = journal;
    }

    /** Sends on the caller's thread, which an interrupt frees. */
    public Either<VideoFailure, TaskRef> submit(Submission submission) {
        SubmissionAttempt attempt = new SubmissionAttempt(scheduler, journal, duplicateGuard, submission);
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Optional<VideoFailure> rejection = attempt.dispatcher().acquire();
                if (rejection.isPresent()) {
                    return attempt.finish(Either.left(rejection.get()));
                }
                Either<VideoFailure, TaskRef> result = attempt.send();
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
            return attempt.finish(Either.left(UnsentFailures.because("interrupted")));
        } catch (RejectedExecutionException e) {
            return attempt.finish(Either.left(UnsentFailures.because("the client was closed")));
        } catch (RuntimeException e) { // while it waited: a send does not throw
            return attempt.finish(Either.left(UnsentFailures.because("time failed with " + ExceptionName.of(e))));
        }
    }

    /** Sends on a worker when its turn has come; {@code sender} hears of it there. */
    public void submitAsync(Submission submission, SubmissionListener listener) {
        queue(new SubmissionAttempt(scheduler, journal, duplicateGuard, submission), listener);
    }

    private void queue(SubmissionAttempt attempt, SubmissionListener listener) {
        attempt.dispatcher().submit(() -> begin(attempt, listener), rejection -> tell(listener, attempt, rejection));
    }

    private void begin(SubmissionAttempt attempt, SubmissionListener listener) {
        Either<VideoFailure, TaskRef> result;
        sending.register();
        try {
            if (!listener.tryStart()) {
                cancelled(attempt, listener);
                return;
            }
            result = attempt.send();
        } finally {
            sending.arriveAndDeregister(); // what the sender does with the answer may be the program's code
        }
        answered(attempt, listener, result);
    }

    private static void cancelled(SubmissionAttempt attempt, SubmissionListener listener) {
        attempt.releasePermit();
        Either<VideoFailure, TaskRef> end = attempt.finish(Either.left(UnsentFailures.because("cancelled")));
        if (end.getLeft().billingStatus() != BillingStatus.NOT_BILLED) { // a callback is to recover it all the same
            listener.onResult(end);
        }
    }

    /** On another thread: who refuses it may be closing the client, and who is told may block. */
    private void tell(SubmissionListener listener, SubmissionAttempt attempt, VideoFailure rejection) {
        refusals.run(() -> listener.onResult(attempt.finish(Either.left(rejection))));
    }

    private void answered(
            SubmissionAttempt attempt, SubmissionListener listener, Either<VideoFailure, TaskRef> result) {
        Optional<Duration> wait = attempt.delayBeforeRetry(result);
        if (wait.isEmpty()) {
            listener.onResult(result);
            return;
        }
        listener.onRejected();
        ScheduledRetry retry = new ScheduledRetry(attempt, listener);
        retries.add(retry);
        try {
            scheduler.schedule(wait.get(), retry::start);
        } catch (RuntimeException e) { // time has ended, or failed
            retry.cancel();
        }
        if (closed) {
            retry.cancel();
        }
    }

    /** Sends nothing again; those who wait for that are told. */
    public void close() {
        closed = true;
        retries.forEach(ScheduledRetry::cancel);
    }

    /**
     * Waits until the orders that workers are sending have their results, which name the vendor's tasks. An interrupt does not end
     * the wait, because it would lose a paid task; it stays set.
     *
     * @param limit the longest wait
     */
    public void awaitSent(Duration limit) {
        if (!awaited.compareAndSet(false, true)) {
            return;
        }
        int phase = sending.arriveAndDeregister();
        long end = scheduler.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                sending.awaitAdvanceInterruptibly(phase, Math.max(0, end - scheduler.nanoTime()), TimeUnit.NANOSECONDS);
                waits = false;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException e) {
                LOG.warn("an order had no result {} after the client was closed", DurationParser.describe(limit));
                waits = false;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An order that was turned away and waits for another turn. Ends once. */
    private final class ScheduledRetry {

        private final SubmissionAttempt attempt;
        private final SubmissionListener listener;

        ScheduledRetry(SubmissionAttempt attempt, SubmissionListener listener) {
            this.attempt = attempt;
            this.listener = listener;
        }

        void start() {
            if (retries.remove(this)) {
                queue(attempt, listener);
            }
        }

        void cancel() {
            if (retries.remove(this)) {
                tell(listener, attempt, UnsentFailures.because("the client was closed"));
            }
        }
    }

    /** Who waits for an order that is queued. */
    public interface SubmissionListener {

        /** Its turn has come: whether it is still wanted. From now on the sender waits for the answer. */
        boolean tryStart();

        /** It was provably not accepted and waits for another turn; until then it need not be wanted any more. */
        default void onRejected() {}

        void onResult(Either<VideoFailure, TaskRef> result);
    }
}
