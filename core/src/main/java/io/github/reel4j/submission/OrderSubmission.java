package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.redaction.SecretMask;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends one order to one provider and records it in the journal. Repeats a send only if {@link SubmitRetryPolicy}
 * allows it. Each send needs a permit of the dispatcher; all sends have one created event in the journal. Not
 * thread-safe.
 */
final class OrderSubmission {

    private static final SafeLog LOG = SafeLog.of(OrderSubmission.class);

    private final Scheduler scheduler;
    private final OrderRecorder journal;
    private final DuplicateTaskGuard duplicateGuard;
    private final OrderToSubmit submission;
    private final AcquiredPermits permit;
    private final OrderEvents events;
    private final SubmitRetryPolicy retryPolicy;
    private int sends;
    private boolean recorded;
    private String sentAt = "";
    private @Nullable Either<VideoFailure, TaskRef> last;

    OrderSubmission(
            Scheduler scheduler,
            OrderRecorder journal,
            DuplicateTaskGuard duplicateGuard,
            OrderToSubmit submission,
            OrderEvents events,
            SubmitRetryPolicy retryPolicy) {
        this.scheduler = scheduler;
        this.journal = journal;
        this.duplicateGuard = duplicateGuard;
        this.submission = submission;
        this.permit = new AcquiredPermits(submission.dispatcher(), scheduler, retryPolicy);
        this.events = events;
        this.retryPolicy = retryPolicy;
    }

    /** Returns the dispatcher that the caller is about to request a permit from, and publishes this. */
    RequestDispatcher permitSource() {
        events.permitRequested(submission.intent(), sends + 1);
        return submission.dispatcher();
    }

    void releasePermit() {
        permit.release();
    }

    /** Sends the order once. The caller holds a permit, which is released in any case. Never throws. */
    Either<VideoFailure, TaskRef> send() {
        Optional<VideoFailure> notRecorded =
                recorded ? Optional.empty() : journal.admissions().recordIntent(submission.intent());
        if (notRecorded.isPresent()) {
            permit.release();
            return Either.left(notRecorded.get());
        }
        if (last != null && isCalledBack()) { // while it waited for this permit
            return stopAfterCallback(last);
        }
        recorded = true;
        sends++;
        long start = events.start();
        events.submitStarted(submission.intent(), sends);
        Either<VideoFailure, TaskRef> result = callGenerator();
        last = result;
        Either<VideoFailure, TaskRef> judged = judge(result);
        events.submitFinished(submission.intent(), sends, start, judged);
        Either<VideoFailure, TaskRef> reported = judged;
        try {
            reported = delayBeforeRetry(judged).isEmpty() ? finish(judged) : publishRetry(judged);
        } finally {
            permit.releaseAfterSend(sends, result, judged, reported);
        }
        if (result.isRight()) {
            LOG.info("submitted {}", result.get());
        } else {
            LOG.info(
                    "send {} of the order failed with {}: {}",
                    sends,
                    result.getLeft().kind(),
                    submission.request());
        }
        return reported;
    }

    private Either<VideoFailure, TaskRef> publishRetry(Either<VideoFailure, TaskRef> result) {
        if (events.isActive()) {
            VideoFailure failure = result.getLeft();
            retryPolicy
                    .delayBeforeRetry(sends, failure)
                    .ifPresent(delay -> events.retryScheduled(submission.intent(), sends, delay, failure));
        }
        return result;
    }

    /** Ends the order without another send. */
    private Either<VideoFailure, TaskRef> stopAfterCallback(Either<VideoFailure, TaskRef> result) {
        Either<VideoFailure, TaskRef> judged = judge(result);
        Either<VideoFailure, TaskRef> reported = judged;
        try {
            reported = finish(judged);
        } finally {
            permit.releaseAfterSend(sends, judged, judged, reported);
        }
        LOG.info("not sent again, the vendor called back about a task: {}", submission.request());
        return reported;
    }

    private boolean isCalledBack() {
        return submission.calledBack().getAsBoolean();
    }

    /**
     * Returns {@code result}, or the failure of the last send as unknown if the vendor has called back about a task
     * although {@code result} says that nothing was billed.
     */
    private Either<VideoFailure, TaskRef> judge(Either<VideoFailure, TaskRef> result) {
        Either<VideoFailure, TaskRef> sent = last;
        if (sent == null || sent.isRight() || result.isRight()) {
            return result;
        }
        return result.getLeft().billingStatus() == BillingStatus.NOT_BILLED && isCalledBack()
                ? Either.left(withOrderDetails(SubmissionFailures.afterCallback(sent.getLeft())))
                : result;
    }

    private Either<VideoFailure, TaskRef> callGenerator() {
        sentAt = now();
        Either<VideoFailure, TaskRef> raw;
        try {
            raw = submission.generator().submit(submission.request());
        } catch (Throwable e) { // ports must not throw; if one does, it is unknown what was sent
            raw = Either.left(VideoFailure.of(
                    FailureKind.SUBMISSION_UNKNOWN,
                    "sending the order failed with " + ExceptionName.of(e)
                            + ". The vendor may have accepted and billed the order."
                            + "\n  Look at the vendor's console before ordering again."));
        }
        try {
            return raw.flatMap(duplicateGuard::claim)
                    .mapLeft(this::removeDuplicateTask)
                    .mapLeft(failure -> withOrderDetails(redact(failure, submission.request())));
        } catch (Throwable e) { // must not hide the vendor's response
            LOG.error("the result of an order could not be checked: {}", ExceptionName.of(e));
            return raw;
        }
    }

    private String now() {
        try {
            return scheduler.now().truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (RuntimeException e) {
            return "an unknown time";
        }
    }

    /** Records that the order is not sent again, and returns what to report to the caller. */
    Either<VideoFailure, TaskRef> finish(Either<VideoFailure, TaskRef> result) {
        if (!recorded) {
            return result;
        }
        recorded = false;
        return journal.recordResult(submission.intent(), judge(result));
    }

    /**
     * Returns the delay before the next send, on top of the dispatcher's own pause; empty if the order must not be sent
     * again.
     */
    Optional<Duration> delayBeforeRetry(Either<VideoFailure, TaskRef> result) {
        return result.isRight()
                ? Optional.empty()
                : retryPolicy
                        .delayBeforeRetry(sends, result.getLeft())
                        .map(wait -> result.getLeft().kind() == FailureKind.RATE_LIMITED ? Duration.ZERO : wait);
    }

    /** A failure may name the task of this order. It is removed if it belongs to an earlier order. */
    private VideoFailure removeDuplicateTask(VideoFailure failure) {
        return failure.task()
                .filter(task -> duplicateGuard.claim(task).isLeft())
                .map(task -> SubmissionFailures.withoutDuplicateTask(failure, task))
                .orElse(failure);
    }

    /** Masks the content of the request where the vendor's message quotes it. */
    private static VideoFailure redact(VideoFailure failure, ResolvedRequest request) {
        return failure.masked(SecretMask.of(List.of(), request.content())::apply);
    }

    private VideoFailure withOrderDetails(VideoFailure failure) {
        return SubmissionFailures.withOrderDetails(failure, submission.request(), sentAt);
    }
}
