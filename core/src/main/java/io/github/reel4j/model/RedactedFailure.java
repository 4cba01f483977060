package io.github.reel4j.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The parts of a {@link VideoFailure} that contain no text: no message and nothing that the vendor wrote, so no prompt,
 * no URL and no key. Immutable.
 *
 * @param kind the category of the failure
 * @param billingStatus whether the order may have been billed
 * @param retryAfter how long the vendor asks clients to wait before the next call
 */
public record RedactedFailure(FailureKind kind, BillingStatus billingStatus, Optional<Duration> retryAfter) {

    /** Creates a summary. */
    public RedactedFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(billingStatus, "billingStatus");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** Returns the summary of {@code failure}. */
    public static RedactedFailure of(VideoFailure failure) {
        return new RedactedFailure(failure.kind(), failure.billingStatus(), failure.retryAfter());
    }
}
