package io.github.reel4j.submission;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.VideoFailure;

/**
 * Decides whether an order may be sent to another provider: only if it was provably not billed, and if the cause is the
 * provider, its vendor or the account there, not the order or the client. Stateless.
 *
 * @implNote a 403 is not enough: in one vendor's documents it means the key in one place and the content in another
 */
public final class FallbackPolicy {

    private FallbackPolicy() {}

    /** Returns whether the order may be sent to the next provider after {@code failure} at this one. */
    public static boolean mayOrderElsewhere(VideoFailure failure) {
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                && switch (failure.kind()) {
                    case UNREACHABLE,
                            RATE_LIMITED,
                            MISSING_CREDENTIALS,
                            AUTHENTICATION,
                            INSUFFICIENT_BALANCE,
                            INCOMPATIBLE,
                            UPLOAD_FAILED,
                            UNSUPPORTED -> true;
                    default -> false;
                };
    }
}
