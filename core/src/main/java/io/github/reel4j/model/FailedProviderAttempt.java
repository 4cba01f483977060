package io.github.reel4j.model;

/**
 * A provider that was tried for an order before another one. It neither accepted nor billed the order.
 *
 * @param failure why the provider did not accept the order
 */
public record FailedProviderAttempt(ProviderId provider, VideoFailure failure) {}
