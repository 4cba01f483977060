package io.github.reel4j.order;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.OrderKeyFailures;
import io.github.reel4j.tracking.VideoTaskDelegate;
import io.vavr.control.Either;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** The orders with a key that a client is submitting, at most 1 for each key. Thread-safe. */
final class OrdersInProgress {

    private final Map<OrderKey, KeyedSubmission> byKey = new ConcurrentHashMap<>();

    /** Returns the submission of this key that is in progress, or starts one. */
    Start start(OrderKeyClaim claim) {
        KeyedSubmission started = new KeyedSubmission(claim);
        KeyedSubmission earlier = byKey.putIfAbsent(claim.key(), started);
        return new Start(earlier == null ? started : earlier, earlier == null);
    }

    /** @param isNew whether the caller has started the submission, and must complete it */
    record Start(KeyedSubmission submission, boolean isNew) {}

    /** The submission of one key, and its result. */
    final class KeyedSubmission {

        private final OrderKeyClaim claim;
        private final CompletableFuture<Either<VideoFailure, VideoTaskDelegate>> result = new CompletableFuture<>();

        private KeyedSubmission(OrderKeyClaim claim) {
            this.claim = claim;
        }

        boolean conflictsWith(OrderKeyClaim other) {
            return claim.conflictsWith(other);
        }

        /** Ends the submission, so that the next one with this key looks into the journal. Returns {@code end}. */
        Either<VideoFailure, VideoTaskDelegate> complete(Either<VideoFailure, VideoTaskDelegate> end) {
            byKey.remove(claim.key(), this);
            result.complete(end);
            return end;
        }

        /** Returns the result when the submission has ended. Callers must not complete it. */
        CompletableFuture<Either<VideoFailure, VideoTaskDelegate>> result() {
            return result;
        }

        /** Waits for the result. An interrupt ends the wait and stays set. */
        Either<VideoFailure, VideoTaskDelegate> await() {
            try {
                return result.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Either.left(OrderKeyFailures.interrupted(claim.key()));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // the result is never completed exceptionally
            }
        }
    }
}
