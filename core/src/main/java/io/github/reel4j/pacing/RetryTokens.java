package io.github.reel4j.pacing;

/**
 * Keeps a vendor's bad hour from becoming a storm: a poll that is made again because the last one failed costs tokens, an answer gives
 * one back. Not thread-safe.
 */
final class RetryTokens {

    private static final int MOST = 500;
    private static final int COST = 5;

    private int left = MOST;

    /** Whether another early retry may be made; takes its tokens if so. */
    boolean take() {
        if (left < COST) {
            return false;
        }
        left -= COST;
        return true;
    }

    void giveBack() {
        left = Math.min(MOST, left + 1);
    }
}
