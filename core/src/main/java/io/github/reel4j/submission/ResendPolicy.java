package io.github.reel4j.submission;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides when an order may be sent again: only if nothing of it was sent, or the vendor turned it away with 429, which both
 * vendors document as "wait and retry". Everything else might be billed twice, and so might a refusal that names a task. Pure.
 */
final class ResendPolicy {

    private static final int MOST_SENDS = 4;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);

    private ResendPolicy() {}

    /**
     * How long to wait before the next send.
     *
     * @param sends how often the order was sent so far, 1 or more
     * @return empty if it must not be sent again; never less than the vendor asked for
     */
    static Optional<Duration> waitBefore(int sends, VideoFailure failure) {
        boolean safe = failure.kind() == FailureKind.UNREACHABLE || failure.kind() == FailureKind.RATE_LIMITED;
        if (!safe || failure.billing() != Billing.NO || sends >= MOST_SENDS) {
            return Optional.empty();
        }
        Duration backoff = FIRST_WAIT.multipliedBy(1L << Math.min(sends - 1, 10));
        Duration bounded = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
        Duration wait = failure.retryAfter().orElse(bounded);
        return wait.compareTo(Lane.MAX_PAUSE) > 0 ? Optional.empty() : Optional.of(wait);
    }
}
