package io.github.reel4j.dispatch;

/**
 * Keeps a vendor's bad hour from becoming a storm: a poll that is made again because the last one failed costs tokens, an answer gives
 * one back. Not thread-safe.
 */
final class RetryBudget {

    private static final int CAPACITY = 500;
    private static final int COST = 5;

    private int tokens = CAPACITY;

    /** Whether another early retry may be made; takes its tokens if so. */
    boolean tryAcquire() {
        if (tokens < COST) {
            return false;
        }
        tokens -= COST;
        return true;
    }

    void deposit() {
        tokens = Math.min(CAPACITY, tokens + 1);
    }
}
