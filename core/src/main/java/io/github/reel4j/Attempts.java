package io.github.reel4j;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.RefusedAttempt;
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
final class Attempts {

    private static final GuardedLog LOG = GuardedLog.of(Attempts.class);

    private final GenerationRequest request;
    private final Deque<VideoProvider> left;
    private final List<RefusedAttempt> earlier = new ArrayList<>();

    /** @param providers in their order, at least one */
    Attempts(GenerationRequest request, List<VideoProvider> providers) {
        this.request = request;
        this.left = new ArrayDeque<>(providers);
    }

    GenerationRequest request() {
        return request;
    }

    /** Who is to be asked. */
    VideoProvider current() {
        return left.element();
    }

    /** Whether another provider is to be asked after {@code answer} of the current one; then it is the current one. */
    boolean goOn(Either<VideoFailure, Generation> answer) {
        if (answer.isRight() || left.size() == 1 || !FallbackPolicy.mayOrderElsewhere(answer.getLeft())) {
            return false;
        }
        RefusedAttempt refused = new RefusedAttempt(left.remove().id(), answer.getLeft());
        LOG.info(
                "{} took no order: {}; asking {}",
                refused.provider(),
                refused.failure().kind(),
                current().id());
        earlier.add(refused);
        return true;
    }

    /** What to tell of the last provider's {@code answer}: a failure tells of those before it as well. */
    Either<VideoFailure, Generation> told(Either<VideoFailure, Generation> answer) {
        return answer.mapLeft(
                last -> VideoFailure.builder().from(last).earlier(earlier).build());
    }
}
