package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** The 2 permits that an order holds while it is sent: one for the request and one for the task. Not thread-safe. */
final class AcquiredPermits {

    private static final SafeLog LOG = SafeLog.of(AcquiredPermits.class);

    /** The longest documented task. A task that may exist but is not tracked keeps its slot for this long. */
    private static final Duration MAX_TASK_TIME = Duration.ofMinutes(10);

    private final RequestDispatcher dispatcher;
    private final Scheduler scheduler;
    private final SubmitRetryPolicy retryPolicy;

    AcquiredPermits(RequestDispatcher dispatcher, Scheduler scheduler, SubmitRetryPolicy retryPolicy) {
        this.dispatcher = dispatcher;
        this.scheduler = scheduler;
        this.retryPolicy = retryPolicy;
    }

    /** Releases both slots of an order that was not sent. */
    void release() {
        dispatcher.releaseTask();
        dispatcher.releaseCall();
    }

    /**
     * Releases the request slot after a send, and the task slot unless the vendor runs a task or may run one.
     *
     * @param sends how often the order was sent so far
     * @param result of the send; slows the dispatcher down after a 429
     * @param judged the result, changed if a callback contradicts it
     * @param reported what the caller gets; if it is a task, the caller tracks it and releases its slot
     */
    void releaseAfterSend(
            int sends,
            Either<VideoFailure, TaskRef> result,
            Either<VideoFailure, TaskRef> judged,
            Either<VideoFailure, TaskRef> reported) {
        try {
            adjustRate(sends, result);
        } catch (RuntimeException e) {
            LOG.warn("could not adjust the request rate of the vendor: {}", ExceptionName.of(e));
        }
        try {
            if (reported.isLeft()) {
                releaseTask(judged);
            }
        } finally {
            dispatcher.releaseCall();
        }
    }

    private void adjustRate(int sends, Either<VideoFailure, TaskRef> result) {
        if (result.isRight()) {
            dispatcher.onSuccess();
        } else if (result.getLeft().kind() == FailureKind.RATE_LIMITED) {
            VideoFailure failure = result.getLeft();
            dispatcher.pauseFor(failure.retryAfter(), retryPolicy.delayBeforeRetry(sends, failure));
        }
    }

    /** Keeps the slot of a task that may exist, because the end of an untracked task is never seen. */
    private void releaseTask(Either<VideoFailure, TaskRef> result) {
        boolean mayRun = result.isRight() || result.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN;
        if (mayRun && dispatcher.limitsTasks()) {
            releaseTaskLater();
        } else {
            dispatcher.releaseTask();
        }
    }

    private void releaseTaskLater() {
        try {
            var unused = scheduler.schedule(MAX_TASK_TIME, dispatcher::releaseTask);
        } catch (RejectedExecutionException e) {
            LOG.debug("the task slot is not released, because the scheduler is closed");
        } catch (RuntimeException e) {
            dispatcher.releaseTask();
        }
    }
}
