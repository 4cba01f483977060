package io.github.reel4j.model;

/**
 * A provider that was asked before another one, took no order and billed none.
 *
 * @param failure why it did not
 */
public record FailedAttempt(ProviderId provider, VideoFailure failure) {}
