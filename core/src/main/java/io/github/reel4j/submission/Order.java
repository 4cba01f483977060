package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One order and its sends, each in a turn of the lane. One thread at a time. */
final class Order {

    private static final Logger LOG = LoggerFactory.getLogger(Order.class);

    /** As long as the longest documented task: so long one of unknown fate is taken to be running. */
    private static final Duration LONGEST_TASK = Duration.ofMinutes(10);

    private final Timeline timeline;
    private final Lane lane;
    private final VideoGenerator generator;
    private final ResolvedRequest request;
    private int sends;

    Order(Timeline timeline, Lane lane, VideoGenerator generator, ResolvedRequest request) {
        this.timeline = timeline;
        this.lane = lane;
        this.generator = generator;
        this.request = request;
    }

    Lane lane() {
        return lane;
    }

    /** Uses a turn. */
    Either<VideoFailure, TaskRef> send() {
        sends++;
        Instant sentAt = timeline.now().truncatedTo(ChronoUnit.SECONDS);
        Either<VideoFailure, TaskRef> answer =
                generator.submit(request).mapLeft(failure -> traceable(failure, request, sentAt));
        if (answer.isRight()) {
            LOG.info("submitted {}", answer.get());
            lane.answered();
        } else {
            LOG.info(
                    "not submitted, send {}: {} for {}", sends, answer.getLeft().kind(), request);
            refused(answer.getLeft());
        }
        lane.over();
        return answer;
    }

    /** How long to wait, beyond the lane's own pause, before it is sent again; empty if it must not be. */
    Optional<Duration> waitBeforeNext(Either<VideoFailure, TaskRef> answer) {
        return answer.isRight()
                ? Optional.empty()
                : ResendPolicy.waitBefore(sends, answer.getLeft())
                        .map(wait -> answer.getLeft().kind() == FailureKind.RATE_LIMITED ? Duration.ZERO : wait);
    }

    void giveTurnBack() {
        lane.taskOver();
        lane.over();
    }

    private void refused(VideoFailure failure) {
        if (failure.kind() == FailureKind.RATE_LIMITED) {
            lane.slowDown(failure.retryAfter().or(() -> ResendPolicy.waitBefore(sends, failure)));
        }
        if (failure.kind() == FailureKind.SUBMISSION_UNKNOWN && lane.limitsTasks()) {
            var unused = timeline.schedule(LONGEST_TASK, lane::taskOver);
        } else {
            lane.taskOver();
        }
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
