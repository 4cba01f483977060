package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
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
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One order and its sends, each in a turn of the lane, all under one intent in the journal. One thread at a time. */
final class SubmissionAttempt {

    private static final SafeLog LOG = SafeLog.of(SubmissionAttempt.class);

    /** As long as the longest documented task: so long one of unknown fate is taken to be running. */
    private static final Duration MAX_TASK_TIME = Duration.ofMinutes(10);

    private final Scheduler scheduler;
    private final OrderRecorder journal;
    private final DuplicateTaskGuard duplicateGuard;
    private final Submission submission;
    private int sends;
    private boolean recorded;
    private String sentAt = "";
    private @Nullable Either<VideoFailure, TaskRef> last;

    SubmissionAttempt(
            Scheduler scheduler, OrderRecorder journal, DuplicateTaskGuard duplicateGuard, Submission submission) {
        this.scheduler = scheduler;
        this.journal = journal;
        this.duplicateGuard = duplicateGuard;
        this.submission = submission;
    }

    RequestDispatcher dispatcher() {
        return submission.dispatcher();
    }

    /** Uses a turn, and gives back what the order does not go on holding, whatever happens. Never throws. */
    Either<VideoFailure, TaskRef> send() {
        Optional<VideoFailure> unwritten = recorded ? Optional.empty() : journal.recordIntent(submission.intent());
        if (unwritten.isPresent()) {
            releasePermit();
            return Either.left(unwritten.get());
        }
        if (last != null && isCalledBack()) { // while it waited for this turn
            return stopped(last);
        }
        recorded = true;
        sends++;
        Either<VideoFailure, TaskRef> result = answer();
        last = result;
        Either<VideoFailure, TaskRef> judged = judged(result);
        Either<VideoFailure, TaskRef> reported = judged;
        try {
            reported = delayBeforeRetry(judged).isEmpty() ? finish(judged) : judged;
        } finally {
            release(result, judged, reported);
        }
        if (result.isRight()) {
            LOG.info("submitted {}", result.get());
        } else {
            LOG.info(
                    "not submitted, send {}: {} for {}", sends, result.getLeft().kind(), submission.request());
        }
        return reported;
    }

    /** It has a turn and is not sent again. */
    private Either<VideoFailure, TaskRef> stopped(Either<VideoFailure, TaskRef> result) {
        Either<VideoFailure, TaskRef> judged = judged(result);
        Either<VideoFailure, TaskRef> reported = judged;
        try {
            reported = finish(judged);
        } finally {
            release(judged, judged, reported);
        }
        LOG.info("not sent again, the vendor called back about a task: {}", submission.request());
        return reported;
    }

    private boolean isCalledBack() {
        return submission.calledBack().getAsBoolean();
    }

    /** What {@code answer} means if the vendor has called back about a task. The last send counts, not how the wait ended. */
    private Either<VideoFailure, TaskRef> judged(Either<VideoFailure, TaskRef> result) {
        Either<VideoFailure, TaskRef> sent = last;
        if (sent == null || sent.isRight() || result.isRight()) {
            return result;
        }
        return result.getLeft().billingStatus() == BillingStatus.NOT_BILLED && isCalledBack()
                ? Either.left(withOrderDetails(CalledBack.judged(sent.getLeft()), submission.request(), sentAt))
                : result;
    }

    private Either<VideoFailure, TaskRef> answer() {
        sentAt = now();
        Either<VideoFailure, TaskRef> raw;
        try {
            raw = submission.generator().submit(submission.request());
        } catch (Throwable e) { // a port does not throw; if it does, nobody knows what was sent
            raw = Either.left(VideoFailure.of(
                    FailureKind.SUBMISSION_UNKNOWN,
                    "the order ended in " + ExceptionName.of(e)
                            + ". The vendor may have accepted and billed it; look at its"
                            + " console before ordering again."));
        }
        try {
            return raw.flatMap(duplicateGuard::claim)
                    .mapLeft(this::ownTask)
                    .mapLeft(failure ->
                            withOrderDetails(redact(failure, submission.request()), submission.request(), sentAt));
        } catch (Throwable e) { // an error: what the vendor has said goes on as it is
            LOG.error("an answer could not be looked at: {}", ExceptionName.of(e));
            return raw;
        }
    }

    /** When it is sent, for people. */
    private String now() {
        try {
            return scheduler.now().truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (RuntimeException e) {
            return "a time that is not known";
        }
    }

    /** It is not sent again, because of {@code answer}; what to tell of it. */
    Either<VideoFailure, TaskRef> finish(Either<VideoFailure, TaskRef> result) {
        if (!recorded) {
            return result;
        }
        recorded = false;
        return journal.recordResult(submission.intent().order(), judged(result));
    }

    /** How long to wait, beyond the lane's own pause, before it is sent again; empty if it must not be. */
    Optional<Duration> delayBeforeRetry(Either<VideoFailure, TaskRef> result) {
        return result.isRight()
                ? Optional.empty()
                : SubmitRetryPolicy.delayBeforeRetry(sends, result.getLeft())
                        .map(wait -> result.getLeft().kind() == FailureKind.RATE_LIMITED ? Duration.ZERO : wait);
    }

    void releasePermit() {
        dispatcher().releaseTask();
        dispatcher().releaseCall();
    }

    /** The call is over. The task goes on counting if the vendor runs it, or may. */
    private void release(
            Either<VideoFailure, TaskRef> result,
            Either<VideoFailure, TaskRef> judged,
            Either<VideoFailure, TaskRef> reported) {
        try {
            pace(result);
        } catch (RuntimeException e) {
            LOG.warn("the vendor's pace is not kept to: {}", ExceptionName.of(e));
        }
        try {
            if (reported.isLeft()) {
                releaseTask(judged);
            }
        } finally {
            dispatcher().releaseCall();
        }
    }

    private void pace(Either<VideoFailure, TaskRef> result) {
        if (result.isRight()) {
            dispatcher().onSuccess();
        } else if (result.getLeft().kind() == FailureKind.RATE_LIMITED) {
            VideoFailure failure = result.getLeft();
            dispatcher().pauseFor(failure.retryAfter(), SubmitRetryPolicy.delayBeforeRetry(sends, failure));
        }
    }

    /** Of a task that nobody will follow the end is not seen, and of one of unknown fate not even the beginning. */
    private void releaseTask(Either<VideoFailure, TaskRef> result) {
        boolean mayRun = result.isRight() || result.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN;
        if (mayRun && dispatcher().limitsTasks()) {
            keepTaskSlot();
        } else {
            dispatcher().releaseTask();
        }
    }

    private void keepTaskSlot() {
        try {
            var unused = scheduler.schedule(MAX_TASK_TIME, dispatcher()::releaseTask);
        } catch (RejectedExecutionException e) {
            LOG.debug("time has ended, and the lane with it"); // what is to be told of the order is told all the same
        } catch (RuntimeException e) {
            dispatcher().releaseTask();
        }
    }

    /** A failure may name the task all the same; it is this order's, unless an earlier order has become it. */
    private VideoFailure ownTask(VideoFailure failure) {
        return failure.task()
                .filter(task -> duplicateGuard.claim(task).isLeft())
                .map(another -> VideoFailure.builder()
                        .from(failure)
                        .kind(FailureKind.SUBMISSION_UNKNOWN)
                        .message(failure.message() + "\n  The task that it names is an earlier order's: " + another)
                        .task(Optional.<TaskRef>empty())
                        .build())
                .orElse(failure);
    }

    /** Without what was ordered, where the vendor's words quote it. */
    private static VideoFailure redact(VideoFailure failure, ResolvedRequest request) {
        return failure.masked(SecretMask.of(List.of(), request.content())::applied);
    }

    /** What the caller needs to look for the order at the vendor. */
    private static VideoFailure withOrderDetails(VideoFailure failure, ResolvedRequest request, String sentAt) {
        if (failure.kind() != FailureKind.SUBMISSION_UNKNOWN) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  Order " + request + ", sent at " + sentAt)
                .build();
    }
}
