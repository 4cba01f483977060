package io.github.reel4j.dispatch;

/**
 * Limits early retries of failed polls, so that an outage at the vendor does not cause a storm of requests. A token
 * bucket: an early retry costs {@value #COST} of {@value #CAPACITY} tokens, a successful response returns 1. Not
 * thread-safe.
 */
final class RetryBudget {

    private static final int CAPACITY = 500;
    private static final int COST = 5;

    private int tokens = CAPACITY;

    /** Takes the tokens for one early retry. Returns false and takes none if too few are left. */
    boolean tryAcquire() {
        if (tokens < COST) {
            return false;
        }
        tokens -= COST;
        return true;
    }

    /** Returns 1 token, after a successful response. */
    void deposit() {
        tokens = Math.min(CAPACITY, tokens + 1);
    }
}
