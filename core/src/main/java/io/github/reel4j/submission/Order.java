package io.github.reel4j.submission;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.guard.ThrownName;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.redaction.SecretMask;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One order and its sends, each in a turn of the lane, all under one intent in the journal. One thread at a time. */
final class Order {

    private static final GuardedLog LOG = GuardedLog.of(Order.class);

    /** As long as the longest documented task: so long one of unknown fate is taken to be running. */
    private static final Duration LONGEST_TASK = Duration.ofMinutes(10);

    private final Timeline timeline;
    private final Journaling journal;
    private final AcceptedTasks accepted;
    private final Submission submission;
    private int sends;
    private boolean open;
    private String sentAt = "";
    private @Nullable Either<VideoFailure, TaskRef> last;

    Order(Timeline timeline, Journaling journal, AcceptedTasks accepted, Submission submission) {
        this.timeline = timeline;
        this.journal = journal;
        this.accepted = accepted;
        this.submission = submission;
    }

    Lane lane() {
        return submission.lane();
    }

    /** Uses a turn, and gives back what the order does not go on holding, whatever happens. Never throws. */
    Either<VideoFailure, TaskRef> send() {
        Optional<VideoFailure> unwritten = open ? Optional.empty() : journal.intended(submission.intent());
        if (unwritten.isPresent()) {
            giveTurnBack();
            return Either.left(unwritten.get());
        }
        if (last != null && isCalledBack()) { // while it waited for this turn
            return stopped(last);
        }
        open = true;
        sends++;
        Either<VideoFailure, TaskRef> answer = answer();
        last = answer;
        Either<VideoFailure, TaskRef> judged = judged(answer);
        Either<VideoFailure, TaskRef> told = judged;
        try {
            told = waitBeforeNext(judged).isEmpty() ? over(judged) : judged;
        } finally {
            release(answer, judged, told);
        }
        if (answer.isRight()) {
            LOG.info("submitted {}", answer.get());
        } else {
            LOG.info(
                    "not submitted, send {}: {} for {}", sends, answer.getLeft().kind(), submission.request());
        }
        return told;
    }

    /** It has a turn and is not sent again. */
    private Either<VideoFailure, TaskRef> stopped(Either<VideoFailure, TaskRef> answer) {
        Either<VideoFailure, TaskRef> judged = judged(answer);
        Either<VideoFailure, TaskRef> told = judged;
        try {
            told = over(judged);
        } finally {
            release(judged, judged, told);
        }
        LOG.info("not sent again, the vendor called back about a task: {}", submission.request());
        return told;
    }

    private boolean isCalledBack() {
        return submission.calledBack().getAsBoolean();
    }

    /** What {@code answer} means if the vendor has called back about a task. The last send counts, not how the wait ended. */
    private Either<VideoFailure, TaskRef> judged(Either<VideoFailure, TaskRef> answer) {
        Either<VideoFailure, TaskRef> sent = last;
        if (sent == null || sent.isRight() || answer.isRight()) {
            return answer;
        }
        return answer.getLeft().billing() == Billing.NO && isCalledBack()
                ? Either.left(traceable(CalledBack.judged(sent.getLeft()), submission.request(), sentAt))
                : answer;
    }

    private Either<VideoFailure, TaskRef> answer() {
        sentAt = now();
        Either<VideoFailure, TaskRef> raw;
        try {
            raw = submission.generator().submit(submission.request());
        } catch (Throwable e) { // a port does not throw; if it does, nobody knows what was sent
            raw = Either.left(VideoFailure.of(
                    FailureKind.SUBMISSION_UNKNOWN,
                    "the order ended in " + ThrownName.of(e)
                            + ". The vendor may have accepted and billed it; look at its"
                            + " console before ordering again."));
        }
        try {
            return raw.flatMap(accepted::own)
                    .mapLeft(this::ownTask)
                    .mapLeft(failure ->
                            traceable(discreet(failure, submission.request()), submission.request(), sentAt));
        } catch (Throwable e) { // an error: what the vendor has said goes on as it is
            LOG.error("an answer could not be looked at: {}", ThrownName.of(e));
            return raw;
        }
    }

    /** When it is sent, for people. */
    private String now() {
        try {
            return timeline.now().truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (RuntimeException e) {
            return "a time that is not known";
        }
    }

    /** It is not sent again, because of {@code answer}; what to tell of it. */
    Either<VideoFailure, TaskRef> over(Either<VideoFailure, TaskRef> answer) {
        if (!open) {
            return answer;
        }
        open = false;
        return journal.answered(submission.intent().order(), judged(answer));
    }

    /** How long to wait, beyond the lane's own pause, before it is sent again; empty if it must not be. */
    Optional<Duration> waitBeforeNext(Either<VideoFailure, TaskRef> answer) {
        return answer.isRight()
                ? Optional.empty()
                : ResendPolicy.waitBefore(sends, answer.getLeft())
                        .map(wait -> answer.getLeft().kind() == FailureKind.RATE_LIMITED ? Duration.ZERO : wait);
    }

    void giveTurnBack() {
        lane().taskOver();
        lane().over();
    }

    /** The call is over. The task goes on counting if the vendor runs it, or may. */
    private void release(
            Either<VideoFailure, TaskRef> answer,
            Either<VideoFailure, TaskRef> judged,
            Either<VideoFailure, TaskRef> told) {
        try {
            pace(answer);
        } catch (RuntimeException e) {
            LOG.warn("the vendor's pace is not kept to: {}", ThrownName.of(e));
        }
        try {
            if (told.isLeft()) {
                releaseTask(judged);
            }
        } finally {
            lane().over();
        }
    }

    private void pace(Either<VideoFailure, TaskRef> answer) {
        if (answer.isRight()) {
            lane().answered();
        } else if (answer.getLeft().kind() == FailureKind.RATE_LIMITED) {
            VideoFailure failure = answer.getLeft();
            lane().slowDown(failure.retryAfter(), ResendPolicy.waitBefore(sends, failure));
        }
    }

    /** Of a task that nobody will follow the end is not seen, and of one of unknown fate not even the beginning. */
    private void releaseTask(Either<VideoFailure, TaskRef> answer) {
        boolean mayRun = answer.isRight() || answer.getLeft().kind() == FailureKind.SUBMISSION_UNKNOWN;
        if (mayRun && lane().limitsTasks()) {
            holdSlot();
        } else {
            lane().taskOver();
        }
    }

    private void holdSlot() {
        try {
            var unused = timeline.schedule(LONGEST_TASK, lane()::taskOver);
        } catch (RejectedExecutionException e) {
            LOG.debug("time has ended, and the lane with it"); // what is to be told of the order is told all the same
        } catch (RuntimeException e) {
            lane().taskOver();
        }
    }

    /** A failure may name the task all the same; it is this order's, unless an earlier order has become it. */
    private VideoFailure ownTask(VideoFailure failure) {
        return failure.task()
                .filter(task -> accepted.own(task).isLeft())
                .map(another -> VideoFailure.builder()
                        .from(failure)
                        .kind(FailureKind.SUBMISSION_UNKNOWN)
                        .message(failure.message() + "\n  The task that it names is an earlier order's: " + another)
                        .task(Optional.<TaskRef>empty())
                        .build())
                .orElse(failure);
    }

    /** Without what was ordered, where the vendor's words quote it. */
    private static VideoFailure discreet(VideoFailure failure, ResolvedRequest request) {
        return failure.masked(SecretMask.of(List.of(), request.content())::applied);
    }

    /** What the caller needs to look for the order at the vendor. */
    private static VideoFailure traceable(VideoFailure failure, ResolvedRequest request, String sentAt) {
        if (failure.kind() != FailureKind.SUBMISSION_UNKNOWN) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  Order " + request + ", sent at " + sentAt)
                .build();
    }
}
