package io.github.reel4j.order;

import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.FallbackPolicy;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The providers that one request may still be sent to, and the failures of those before them. Used by one thread at
 * a time.
 */
final class FallbackChain {

    private static final SafeLog LOG = SafeLog.of(FallbackChain.class);

    private final GenerationRequest request;
    private final Optional<OrderKeyClaim> claim;
    private final Deque<VideoProvider> remaining;
    private final List<FailedProviderAttempt> failures = new ArrayList<>();
    private final OrderEvents events;
    private @Nullable OrderIntent intent; // for the current provider

    /** @param providers in fallback order, at least 1 */
    FallbackChain(
            GenerationRequest request,
            Optional<OrderKeyClaim> claim,
            List<VideoProvider> providers,
            OrderEvents events) {
        this.request = request;
        this.claim = claim;
        this.remaining = new ArrayDeque<>(providers);
        this.events = events;
    }

    GenerationRequest request() {
        return request;
    }

    /** Returns the order key with the hash of the request; empty if the order has no key. */
    Optional<OrderKeyClaim> claim() {
        return claim;
    }

    VideoProvider current() {
        return remaining.element();
    }

    void priced(OrderIntent current) {
        intent = current;
        events.priced(current);
    }

    /** Moves to the next provider if there is one and {@code result} of the current one allows it. */
    boolean tryAdvance(Either<VideoFailure, VideoTaskDelegate> result) {
        if (result.isRight() || remaining.size() == 1 || !FallbackPolicy.mayOrderElsewhere(result.getLeft())) {
            if (result.isLeft()) {
                events.failed(current().id(), request, intent, result.getLeft());
            }
            return false;
        }
        FailedProviderAttempt failed =
                new FailedProviderAttempt(remaining.remove().id(), result.getLeft());
        LOG.info(
                "{} accepted no order: {}; trying {}",
                failed.provider(),
                failed.failure().kind(),
                current().id());
        failures.add(failed);
        events.fallbackTaken(
                failed.provider(), request, intent, failed.failure(), current().id());
        intent = null;
        return true;
    }

    /** Adds the failures of earlier providers to a failure of the last one. */
    Either<VideoFailure, VideoTaskDelegate> withPreviousAttempts(Either<VideoFailure, VideoTaskDelegate> result) {
        return result.mapLeft(last ->
                VideoFailure.builder().from(last).previousAttempts(failures).build());
    }
}
