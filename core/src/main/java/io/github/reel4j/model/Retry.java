package io.github.reel4j.model;

/** Whether the same call may be made again. */
public enum Retry {
    /** Not unchanged: it would fail again, or might be billed twice. */
    NO,
    /** After a wait; see {@link VideoFailure#retryAfter()}. */
    LATER,
    /** At once. */
    NOW
}
