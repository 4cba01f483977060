package io.github.reel4j.submission;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides when an order may be sent again: only if nothing of it was sent, or the vendor turned it away with 429, which both
 * vendors document as "wait and retry". Everything else might be billed twice, and so might a refusal that names a task. Pure.
 */
final class SubmitRetryPolicy {

    private static final int MAX_SENDS = 4;
    private static final Duration INITIAL_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(20);

    private SubmitRetryPolicy() {}

    /**
     * How long to wait before the next send.
     *
     * @param sends how often the order was sent so far, 1 or more
     * @return empty if it must not be sent again; never less than the vendor asked for
     */
    static Optional<Duration> delayBeforeRetry(int sends, VideoFailure failure) {
        boolean safe = failure.kind() == FailureKind.UNREACHABLE || failure.kind() == FailureKind.RATE_LIMITED;
        if (!safe || failure.billingStatus() != BillingStatus.NOT_BILLED || sends >= MAX_SENDS) {
            return Optional.empty();
        }
        Duration backoff = INITIAL_DELAY.multipliedBy(1L << Math.min(sends - 1, 10));
        Duration bounded = backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
        Duration wait = failure.retryAfter().orElse(bounded);
        return wait.compareTo(RequestDispatcher.MAX_PAUSE) > 0 ? Optional.empty() : Optional.of(wait);
    }
}
