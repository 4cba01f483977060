package io.github.reel4j.submission;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.time.Duration;
import java.util.Optional;

/** Judges the failure of an order whose vendor has called back about a task of it. Pure. */
final class CalledBack {

    private CalledBack() {}

    /**
     * Returns what to tell of {@code failure}. The callback contradicts a failure that proves that nothing was billed, so the order may
     * have been accepted, and must be sent nowhere again.
     */
    static VideoFailure judged(VideoFailure failure) {
        if (failure.billingStatus() != BillingStatus.NOT_BILLED) {
            return failure;
        }
        return VideoFailure.builder()
                .from(failure)
                .kind(FailureKind.SUBMISSION_UNKNOWN)
                .message("the vendor called back about a task of this order, so it may have accepted and billed it,"
                        + " although its last answer was " + failure.kind() + ": " + failure.message()
                        + "\n  The order is not sent again. The vendor is asked about the task; if it confirms the task,"
                        + " onRecovered reports it. Otherwise look at the vendor's console before ordering again.")
                .retryAfter(Optional.<Duration>empty())
                .build();
    }
}
