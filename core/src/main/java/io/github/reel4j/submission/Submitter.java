package io.github.reel4j.submission;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an order, and sends it again only under {@link ResendPolicy}. Waits on the caller's thread. Thread-safe. */
@Singleton
public final class Submitter {

    private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);

    private final Timeline timeline;

    @Inject
    Submitter(Timeline timeline) {
        this.timeline = timeline;
    }

    public Either<VideoFailure, TaskRef> submit(VideoGenerator generator, ResolvedRequest request) {
        for (int sends = 1; ; sends++) {
            if (Thread.currentThread().isInterrupted()) {
                return Either.left(interrupted());
            }
            Instant sentAt = timeline.now().truncatedTo(ChronoUnit.SECONDS);
            Either<VideoFailure, TaskRef> answer =
                    generator.submit(request).mapLeft(failure -> traceable(failure, request, sentAt));
            if (answer.isRight()) {
                LOG.info("submitted {}", answer.get());
                return answer;
            }
            Optional<Duration> wait = ResendPolicy.waitBefore(sends, answer.getLeft());
            if (wait.isEmpty()) {
                LOG.info("not submitted: {} for {}", answer.getLeft().kind(), request);
                return answer;
            }
            LOG.debug("{} for {}, sending again in {}", answer.getLeft().kind(), request, wait.get());
            try {
                timeline.sleep(wait.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Either.left(interrupted());
            } catch (RejectedExecutionException e) {
                return Either.left(unsent("the client was closed"));
            }
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

    private static VideoFailure interrupted() {
        return unsent("interrupted");
    }

    private static VideoFailure unsent(String why) {
        return VideoFailure.of(
                FailureKind.INTERRUPTED,
                why + " before the order was accepted; nothing was ordered, nothing was billed.");
    }
}
