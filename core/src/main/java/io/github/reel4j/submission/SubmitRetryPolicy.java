package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether and when an order is sent again after a failure: only if the vendor cannot have received it, or
 * rejected it with status 429. The vendors document 429 as 'wait and retry'. Anything else could be billed twice, also
 * a rejection that names a task. Immutable.
 *
 * @param maxAttempts how often an order is sent at most, 1 or more
 */
public record SubmitRetryPolicy(int maxAttempts) {

    /** The default: 4 attempts. */
    public static final SubmitRetryPolicy DEFAULT = new SubmitRetryPolicy(4);

    private static final Duration INITIAL_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(20);

    /**
     * Returns the delay before the next send.
     *
     * @param sends how often the order was sent so far, 1 or more
     * @return empty if it must not be sent again; never shorter than the vendor's Retry-After
     */
    public Optional<Duration> delayBeforeRetry(int sends, VideoFailure failure) {
        boolean safe = failure.kind() == FailureKind.UNREACHABLE || failure.kind() == FailureKind.RATE_LIMITED;
        if (!safe || failure.billingStatus() != BillingStatus.NOT_BILLED || sends >= maxAttempts) {
            return Optional.empty();
        }
        Duration backoff = INITIAL_DELAY.multipliedBy(1L << Math.min(sends - 1, 10));
        Duration bounded = backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
        Duration wait = failure.retryAfter().orElse(bounded);
        return wait.compareTo(RequestDispatcher.MAX_PAUSE) > 0 ? Optional.empty() : Optional.of(wait);
    }
}
