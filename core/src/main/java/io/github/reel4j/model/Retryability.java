package io.github.reel4j.model;

/** Whether the same call may be made again. */
public enum Retryability {
    /** Not unchanged: it would fail again, or might be billed twice. */
    NEVER,
    /** After a wait; see {@link VideoFailure#retryAfter()}. */
    AFTER_DELAY,
    /** At once. */
    IMMEDIATE
}
