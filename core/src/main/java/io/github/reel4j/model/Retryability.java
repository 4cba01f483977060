package io.github.reel4j.model;

/** Whether and when the same call may be repeated. */
public enum Retryability {
    /** Do not repeat the call unchanged. It would fail again, or the order might be billed twice. */
    NEVER,
    /** Repeat the call after a delay, see {@link VideoFailure#retryAfter()}. */
    AFTER_DELAY,
    /** Repeat the call immediately if desired. */
    IMMEDIATE
}
