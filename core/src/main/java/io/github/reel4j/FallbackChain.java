package io.github.reel4j;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailedAttempt;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.FallbackPolicy;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One request at the providers that may take it, one after another, until one has taken it or a failure forbids to ask the next. One
 * thread at a time.
 */
final class FallbackChain {

    private static final SafeLog LOG = SafeLog.of(FallbackChain.class);

    private final GenerationRequest request;
    private final Deque<VideoProvider> remaining;
    private final List<FailedAttempt> failures = new ArrayList<>();

    /** @param providers in their order, at least one */
    FallbackChain(GenerationRequest request, List<VideoProvider> providers) {
        this.request = request;
        this.remaining = new ArrayDeque<>(providers);
    }

    GenerationRequest request() {
        return request;
    }

    /** Who is to be asked. */
    VideoProvider current() {
        return remaining.element();
    }

    /** Whether another provider is to be asked after {@code answer} of the current one; then it is the current one. */
    boolean tryAdvance(Either<VideoFailure, VideoTask> result) {
        if (result.isRight() || remaining.size() == 1 || !FallbackPolicy.mayOrderElsewhere(result.getLeft())) {
            return false;
        }
        FailedAttempt failed = new FailedAttempt(remaining.remove().id(), result.getLeft());
        LOG.info(
                "{} took no order: {}; asking {}",
                failed.provider(),
                failed.failure().kind(),
                current().id());
        failures.add(failed);
        return true;
    }

    /** What to tell of the last provider's {@code answer}: a failure tells of those before it as well. */
    Either<VideoFailure, VideoTask> withEarlierFailures(Either<VideoFailure, VideoTask> result) {
        return result.mapLeft(last ->
                VideoFailure.builder().from(last).previousAttempts(failures).build());
    }
}
