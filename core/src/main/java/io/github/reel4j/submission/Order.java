package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.Timeline;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One order and its sends, each in a turn of the lane, all under one intent in the journal. One thread at a time. */
final class Order {

    private static final Logger LOG = LoggerFactory.getLogger(Order.class);

    /** As long as the longest documented task: so long one of unknown fate is taken to be running. */
    private static final Duration LONGEST_TASK = Duration.ofMinutes(10);

    /** Shorter texts are in any sentence. */
    private static final int SHORTEST_QUOTE = 4;

    private final Timeline timeline;
    private final Journaling journal;
    private final AcceptedTasks accepted;
    private final Submission submission;
    private int sends;
    private boolean open;

    Order(Timeline timeline, Journaling journal, AcceptedTasks accepted, Submission submission) {
        this.timeline = timeline;
        this.journal = journal;
        this.accepted = accepted;
        this.submission = submission;
    }

    Lane lane() {
        return submission.lane();
    }

    /** Uses a turn. */
    Either<VideoFailure, TaskRef> send() {
        Optional<VideoFailure> unwritten = open ? Optional.empty() : journal.intended(submission.intent());
        if (unwritten.isPresent()) {
            giveTurnBack();
            return Either.left(unwritten.get());
        }
        open = true;
        sends++;
        Instant sentAt = timeline.now().truncatedTo(ChronoUnit.SECONDS);
        Either<VideoFailure, TaskRef> answer = submission
                .generator()
                .submit(submission.request())
                .flatMap(accepted::own)
                .mapLeft(failure -> traceable(discreet(failure, submission.request()), submission.request(), sentAt));
        Either<VideoFailure, TaskRef> told = waitBeforeNext(answer).isEmpty() ? over(answer) : answer;
        if (answer.isRight()) {
            LOG.info("submitted {}", answer.get());
            lane().answered();
        } else {
            LOG.info(
                    "not submitted, send {}: {} for {}", sends, answer.getLeft().kind(), submission.request());
            refused(answer.getLeft());
        }
        lane().over();
        return told;
    }

    /** It is not sent again, because of {@code answer}; what to tell of it. */
    Either<VideoFailure, TaskRef> over(Either<VideoFailure, TaskRef> answer) {
        if (!open) {
            return answer;
        }
        open = false;
        return journal.answered(submission.intent().order(), answer);
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

    private void refused(VideoFailure failure) {
        if (failure.kind() == FailureKind.RATE_LIMITED) {
            lane().slowDown(failure.retryAfter().or(() -> ResendPolicy.waitBefore(sends, failure)));
        }
        if (failure.kind() == FailureKind.SUBMISSION_UNKNOWN && lane().limitsTasks()) {
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
        }
    }

    /** Without what was ordered, if the vendor quotes it. */
    private static VideoFailure discreet(VideoFailure failure, ResolvedRequest request) {
        return request.content().stream()
                .filter(text -> text.length() >= SHORTEST_QUOTE)
                .reduce(failure, VideoFailure::without, (one, other) -> other);
    }

    /** What the caller needs to look for the order at the vendor. */
    private static VideoFailure traceable(VideoFailure failure, ResolvedRequest request, Instant sentAt) {
        if (failure.kind() != FailureKind.SUBMISSION_UNKNOWN) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .message(failure.message() + "\n  Order " + request + ", sent at " + sentAt)
                .build();
    }
}
