package io.github.reel4j.queue.store;

import io.github.reel4j.model.FailureKind;

/** Decides which failed submissions are worth another attempt. Stateless. */
public final class RetryRules {

    private RetryRules() {}

    /** Returns whether a rejected order is sent again by itself. */
    public static boolean mayRetry(FailureKind kind) {
        return isTemporary(kind) || concernsAccount(kind);
    }

    /** Returns whether the same attempt may succeed soon. */
    public static boolean isTemporary(FailureKind kind) {
        return switch (kind) {
            case RATE_LIMITED, UNREACHABLE, JOURNAL_FAILED, INTERRUPTED -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the account or the worker's configuration is the cause, and not the order. A revoked key must not
     * reject a whole queue.
     */
    public static boolean concernsAccount(FailureKind kind) {
        return switch (kind) {
            case AUTHENTICATION,
                    INSUFFICIENT_BALANCE,
                    MISSING_CREDENTIALS,
                    CONFIGURATION,
                    NO_PROVIDER,
                    AMBIGUOUS_PROVIDER,
                    BROKEN_PROVIDER -> true;
            default -> false;
        };
    }
}
