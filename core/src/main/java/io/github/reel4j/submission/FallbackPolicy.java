package io.github.reel4j.submission;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.VideoFailure;

/**
 * Decides when an order may go to another provider: only if it is proven unbilled, and what went wrong says something of the
 * provider, its vendor or the account there, and nothing of the order or of us. Pure.
 *
 * @implNote a 403 may be either: one page of a vendor's means the key by it, another the content
 */
public final class FallbackPolicy {

    private FallbackPolicy() {}

    /** Whether the next provider may be asked, after this one answered an order with {@code failure}. */
    public static boolean mayOrderElsewhere(VideoFailure failure) {
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                && switch (failure.kind()) {
                    case UNREACHABLE,
                            RATE_LIMITED,
                            MISSING_CREDENTIALS,
                            AUTHENTICATION,
                            INSUFFICIENT_BALANCE,
                            INCOMPATIBLE,
                            UNSUPPORTED -> true;
                    default -> false;
                };
    }
}
